import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { promisify } from "node:util";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { afterAll, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { useLocalStack } from "./start-containers.ts";

const run = promisify(execFile);
const nodeImage = process.env.NODE_IMAGE ?? "node:24-bookworm-slim";
const missing =
  spawnSync("docker", ["compose", "version"]).status !== 0
    ? "docker compose is missing"
    : spawnSync("docker", ["image", "inspect", nodeImage]).status !== 0
      ? `the image ${nodeImage} is not here; docker pull it, or set NODE_IMAGE`
      : undefined;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const [localStackPort, mysqlPort, serverPort] = [await freePort(), await freePort(), await freePort()];

function compose(...arguments_: string[]): Promise<unknown> {
  const environment = {
    ...process.env,
    LOCALSTACK_PORT: String(localStackPort),
    MYSQL_PORT: String(mysqlPort),
    SERVER_PORT: String(serverPort),
  };
  return run("docker", ["compose", "--project-name", `toq-test-${process.pid}`, ...arguments_], {
    cwd: PROJECT_ROOT,
    env: environment,
  });
}

afterAll(() => (missing === undefined ? compose("down", "--volumes", "--timeout", "1") : undefined), 60_000);

test.skipIf(missing !== undefined)(
  `docker compose up --wait returns when all is usable${missing === undefined ? "" : ` (${missing})`}`,
  { timeout: 120_000 },
  async () => {
    await compose("up", "--wait");

    const signIn = await fetch(`http://127.0.0.1:${serverPort}/api/v2/auth/signin`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-device-id": "11111111-1111-4111-8111-111111111111" },
      body: JSON.stringify({ nationalID: "52998224725", password: "Test-Passw0rd!", deviceToken: "device" }),
    });
    expect(signIn.status).toBe(200);

    const connection = await createConnection(`mysql://root:toq@127.0.0.1:${mysqlPort}/toq`);
    const [[listing]] = await connection.query<RowDataPacket[]>("SELECT status FROM listing_versions WHERE id = 280");
    await connection.end();
    expect(listing).toEqual({ status: 6 });

    const localstack = await useLocalStack(`http://127.0.0.1:${localStackPort}`, process.env);
    expect(localstack.endpointForFunctions).toMatch(new RegExp(`:${localStackPort}$`));
  },
);
