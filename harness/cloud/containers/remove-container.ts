import type { Docker, DockerContainer } from "./docker.ts";
import { isOrphan, KIND_LABEL, type Labels, REUSE_LABEL } from "./labels.ts";

/** LocalStack removes the containers of its functions when it is asked to end; the database has nothing to save. */
const GRACE_SECONDS: Readonly<Record<string, number>> = { localstack: 10, mysql: 0, function: 0 };

/** Stops a container and removes it with its volumes; one that is already gone is no error. */
export async function removeContainer(container: DockerContainer, kind: string): Promise<void> {
  const seconds = GRACE_SECONDS[kind] ?? 0;
  // A container that has ended answers 304, one that another process removed 404.
  if (seconds > 0) await container.stop({ t: seconds }).catch(accept(304, 404));
  // 409: somebody else is removing it right now.
  await container.remove({ force: true, v: true }).catch(accept(404, 409));
}

/** Removes containers of processes that were killed; with Ryuk enabled it has usually done so before. */
export async function sweepOrphans(docker: Docker, onProgress: (text: string) => void): Promise<void> {
  const orphans = (await listHarnessContainers(docker)).filter(({ Labels: labels, State }) => isOrphan(labels, State));
  if (orphans.length === 0) return;
  try {
    await removeAll(docker, orphans);
    onProgress(`containers: removed ${orphans.length} that a killed run had left`);
  } catch (error) {
    // Not a reason to fail this run; the next one tries again.
    onProgress(
      `containers: what a killed run had left cannot be removed: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Removes all containers that runs share. Returns their number. */
export async function removeShared(docker: Docker): Promise<number> {
  const shared = (await listHarnessContainers(docker)).filter(({ Labels: labels }) => REUSE_LABEL in labels);
  await removeAll(docker, shared);
  return shared.filter(({ Labels: labels }) => labels[KIND_LABEL] !== "function").length;
}

/** All containers of the harness, running or not, including those of LocalStack's functions. */
export function listHarnessContainers(docker: Docker): Promise<{ Id: string; State: string; Labels: Labels }[]> {
  return docker.container.dockerode.listContainers({ all: true, filters: { label: [KIND_LABEL] } });
}

async function removeAll(docker: Docker, containers: readonly { Id: string; Labels: Labels }[]): Promise<void> {
  await Promise.all(
    containers.map(({ Id, Labels: labels }) => removeContainer(docker.container.getById(Id), labels[KIND_LABEL] ?? "")),
  );
}

function accept(...statuses: readonly number[]): (error: unknown) => void {
  return (error) => {
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
    if (!statuses.some((accepted) => accepted === status)) throw error;
  };
}
