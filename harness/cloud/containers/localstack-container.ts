import { LocalstackContainer } from "@testcontainers/localstack";
import { Wait } from "testcontainers";
import type { ContainerPlan, Launch } from "./container-plan.ts";
import type { ContainerSettings } from "./container-settings.ts";
import { REUSE_LABEL } from "./labels.ts";
import { readHealth } from "./localstack-health.ts";
import { LOCALSTACK_PORT } from "./localstack-port.ts";
import { functionFlags } from "./localstack-settings.ts";

/** What testcontainers leaves to subclasses: the address of the port, and a hook for the container's creation. */
class BoundLocalStack extends LocalstackContainer {
  readonly #launch: Launch;

  constructor(image: string, launch: Launch) {
    super(image);
    this.#launch = launch;
  }

  protected override async beforeContainerCreated(): Promise<void> {
    // Marks functions for Ryuk, which would end those of a LocalStack that outlives this process.
    if (!(REUSE_LABEL in this.#launch.labels)) await super.beforeContainerCreated();
    const binding = { HostIp: this.#launch.bindAddress, HostPort: "0" };
    this.hostConfig.PortBindings = { [`${LOCALSTACK_PORT}/tcp`]: [binding] };
  }

  protected override containerCreated(id: string): Promise<void> {
    return this.#launch.onCreated(id);
  }
}

export function localStackPlan(settings: ContainerSettings): ContainerPlan {
  return {
    kind: "localstack",
    settings,
    port: LOCALSTACK_PORT,
    launch: (launch) => {
      const container = new BoundLocalStack(settings.image, launch)
        .withEnvironment({ ...settings.environment, LAMBDA_DOCKER_FLAGS: functionFlags(launch.labels) })
        .withExtraHosts([{ host: "host.docker.internal", ipAddress: "host-gateway" }])
        .withBindMounts([...settings.mounts])
        .withLabels(launch.labels)
        .withAutoCleanup(!(REUSE_LABEL in launch.labels))
        .withWaitStrategy(Wait.forAll([]));
      return (launch.name === undefined ? container : container.withName(launch.name)).start();
    },
    answers: async ({ host, port }) => (await readHealth(`http://${host}:${port}`)) !== undefined,
  };
}
