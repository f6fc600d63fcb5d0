import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../../support/process-identity.ts";
import { scratchDirectory, smallServer } from "./small-server.ts";

const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/** A world whose server holds a connection to `port`; tells the file with its engine's process id, then waits for ever. */
const harness = (port: number): string => `
  import { replicaSystem } from ${url("./replica-system.ts")};
  import { createWorld } from ${url("../../create-world.ts")};
  import { System } from ${url("../../../../system/revisions.ts")};
  const server = { command: ${JSON.stringify(smallServer("", `require('net').connect(${port}, '127.0.0.1');`))}, files: [],
    environment: { PORT: "{{server.port}}" }, ready: { kind: "port" } };
  const world = await createWorld({ name: "killed", seed: 1, startAt: "2025-12-03T10:00:00Z", system: new System("current"),
    engine: { flavour: "mariadb", version: "", origin: "PATH", address: { socketPath: "" }, run: "" },
    foreign: replicaSystem("current", { lambdas: {}, server }) });
  await world.run(async () => {
    const [row] = await world.database.execute("SELECT @@pid_file AS file");
    console.log(row.file);
    await new Promise(() => setInterval(() => {}, 1000));
  });
`;

const hasProgram = (name: string): boolean =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
const canDieWithParent = process.platform === "linux" && hasProgram("setpriv");

test("after kill -9 of the harness neither server nor database is left", async ({ skip }) => {
  if (!canDieWithParent) skip("needs Linux and setpriv: elsewhere the next start ends the database");
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const script = harness(typeof address === "object" ? (address?.port ?? 0) : 0);
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
    // What a killed process leaves there, the harness removes at its next start.
    env: { ...process.env, TMPDIR: scratchDirectory() },
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [[connection], [line]] = (await Promise.all([once(holder, "connection"), once(parent.stdout, "data")])) as [
    [Socket],
    [Buffer],
  ];
  const engine = Number(readFileSync(line.toString().trim(), "utf8"));
  const serverGone = once(connection.on("error", () => {}).resume(), "close");
  expect(isAlive({ pid: engine, startTicks: "0" })).toBe(true);
  parent.kill("SIGKILL");
  await serverGone;
  await expect.poll(() => isAlive({ pid: engine, startTicks: "0" })).toBe(false);
});
