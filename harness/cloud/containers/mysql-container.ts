import { MySqlContainer } from "@testcontainers/mysql";
import { createConnection } from "mysql2/promise";
import { Wait } from "testcontainers";
import type { ContainerPlan, Launch } from "./container-plan.ts";
import type { ContainerSettings } from "./container-settings.ts";
import { REUSE_LABEL } from "./labels.ts";
import { ROOT_PASSWORD } from "./mysql-settings.ts";

const MYSQL_PORT = 3306;

/** As in `BoundLocalStack`; testcontainers' classes share no base for it. */
class BoundMySql extends MySqlContainer {
  readonly #launch: Launch;

  constructor(image: string, launch: Launch) {
    super(image);
    this.#launch = launch;
  }

  protected override async beforeContainerCreated(): Promise<void> {
    const binding = { HostIp: this.#launch.bindAddress, HostPort: "0" };
    this.hostConfig.PortBindings = { [`${MYSQL_PORT}/tcp`]: [binding] };
  }

  protected override containerCreated(id: string): Promise<void> {
    return this.#launch.onCreated(id);
  }
}

export function mySqlPlan(settings: ContainerSettings): ContainerPlan {
  return {
    kind: "mysql",
    settings,
    port: MYSQL_PORT,
    launch: (launch) => {
      const container = new BoundMySql(settings.image, launch)
        .withRootPassword(ROOT_PASSWORD)
        .withEnvironment({ ...settings.environment })
        .withCommand([...settings.command])
        .withTmpFs({ ...settings.memoryFolders })
        .withLabels(launch.labels)
        .withAutoCleanup(!(REUSE_LABEL in launch.labels))
        .withWaitStrategy(Wait.forAll([]));
      return (launch.name === undefined ? container : container.withName(launch.name)).start();
    },
    answers,
  };
}

/** The image's set-up server has no network, so a successful connection has reached the real one. */
async function answers(address: { readonly host: string; readonly port: number }): Promise<boolean> {
  try {
    const connection = await createConnection({
      ...address,
      user: "root",
      password: ROOT_PASSWORD,
      connectTimeout: 5_000,
    });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
