import { connectToDocker } from "./docker.ts";
import type { Environment } from "./images.ts";
import { KIND_LABEL } from "./labels.ts";

/** Bytes of memory that our containers use now, all together. Throws EnvironmentError without Docker. */
export async function containerMemory(environment: Environment): Promise<number> {
  const { dockerode } = (await connectToDocker(environment)).container;
  const listed = await dockerode.listContainers({ filters: { label: [KIND_LABEL] } });
  const used = await Promise.all(
    listed.map(async ({ Id }) => {
      const { memory_stats } = await dockerode.getContainer(Id).stats({ stream: false, "one-shot": true });
      return memory_stats?.usage ?? 0;
    }),
  );
  return used.reduce((sum, bytes) => sum + bytes, 0);
}
