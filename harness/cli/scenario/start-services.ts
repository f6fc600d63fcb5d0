import type { Containers } from "../../cloud/containers/start-containers.ts";
import type { Engine } from "../../database/engine/engine.ts";
import type { BackendDescription } from "../../world/world-options.ts";
import type { RunServices } from "./run-services.ts";

/** What was started for a run; `stop` takes it down again. */
export interface StartedServices {
  readonly engine: Engine;
  readonly backend: BackendDescription;
  stop(): Promise<void>;
}

/**
 * Starts the database server and the cloud of a run. What was started before a failure is taken down again.
 *
 * @throws EnvironmentError when this machine lacks what they need.
 */
export async function startServices(services: RunServices, signal: AbortSignal): Promise<StartedServices> {
  const containers = await startNeededContainers(services, signal);
  try {
    const [engine, backend] = await Promise.all([
      startEngine(containers?.databaseUrl),
      reachBackend(services, containers),
    ]);
    return {
      engine,
      backend,
      stop: async () => {
        await engine.stop();
        await containers?.stop();
      },
    };
  } catch (error) {
    await containers?.stop();
    throw error;
  }
}

async function startNeededContainers(
  { backend, database, endpoint, reuse }: RunServices,
  signal: AbortSignal,
): Promise<Containers | undefined> {
  const localstack = backend === "localstack" && endpoint === undefined;
  const mysql = database === "mysql";
  if (!localstack && !mysql) return undefined;
  const { startContainers } = await import("../../cloud/containers/start-containers.ts");
  return startContainers({ localstack, mysql, reuse, onProgress: printProgress, environment: process.env, signal });
}

async function startEngine(containerUrl: string | undefined): Promise<Engine> {
  if (containerUrl === undefined) {
    const { startEngine: start } = await import("../../database/engine/start-engine.ts");
    return start({ onProgress: (text) => printProgress(`database: ${text}`) });
  }
  const { externalEngine } = await import("../../database/engine/external-engine.ts");
  return externalEngine(containerUrl, "container");
}

async function reachBackend(
  { backend, endpoint }: RunServices,
  containers: Containers | undefined,
): Promise<BackendDescription> {
  if (backend === "embedded") return { name: "embedded" };
  if (containers?.localstack) return { name: "localstack", localstack: containers.localstack };
  const { useLocalStack } = await import("../../cloud/containers/start-containers.ts");
  return { name: "localstack", localstack: await useLocalStack(endpoint ?? "", process.env) };
}

/** Standard output is for the report only. */
function printProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}
