import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { processesOnPort } from "../processes-on-port.ts";

const onLinux = test.runIf(process.platform === "linux");
const WITHOUT = process.platform === "linux" ? "" : " (skipped: needs Linux)";

const SERVER = `require("node:net").createServer().listen(0, "127.0.0.1", function () { console.log(process.pid, this.address().port) })`;
/** Shares its listening socket with a process that it starts. */
const FORKING = `
  const server = require("node:net").createServer().listen(0, "127.0.0.1", () => {
    const worker = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e9)"], { stdio: ["ignore", "ignore", "inherit", server._handle.fd] });
    console.log(worker.pid, server.address().port);
  });`;

/** Starts a program in a process group of its own and gives its group, and the pid and port that it says. */
async function launched(command: string, parameters: string[]) {
  const child = spawn(command, parameters, { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const groupId = child.pid ?? Number.NaN;
  onTestFinished(() => void process.kill(-groupId, "SIGKILL"));
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const [pid = 0, port = 0] = line.split(" ").map(Number);
  return { groupId, pid, port };
}

onLinux(`a server is found behind whatever started it${WITHOUT}`, async () => {
  const node = process.execPath;
  const direct = await launched(node, ["-e", SERVER]);
  expect(processesOnPort(direct.groupId, direct.port)).toEqual([direct.groupId]);

  // A shell that stays, and one that turns into the server; a guard of the group beside it.
  const stays = await launched("/bin/sh", ["-c", `"${node}" -e '${SERVER}'; true`]);
  expect(processesOnPort(stays.groupId, stays.port)).toEqual([stays.pid]);
  expect(stays.pid).not.toBe(stays.groupId);
  const turns = await launched("/bin/sh", ["-c", `(sleep 1000) & exec "${node}" -e '${SERVER}'`]);
  expect(processesOnPort(turns.groupId, turns.port)).toEqual([turns.groupId]);

  // As npm does: a process that starts a shell that starts the server, here in a process group of its own.
  const wrapper = `require("node:child_process").spawn("/bin/sh", ["-c", process.argv[1]], { stdio: "inherit", detached: true })`;
  const wrapped = await launched(node, ["-e", wrapper, `"${node}" -e '${SERVER}'; true`]);
  onTestFinished(() => void process.kill(wrapped.pid, "SIGKILL"));
  expect(processesOnPort(wrapped.groupId, wrapped.port)).toEqual([wrapped.pid]);
});

onLinux(
  `a client of a port is found too, others are not, and while nobody is there nobody is found${WITHOUT}`,
  async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    const connected = new Promise((resolve) => server.once("connection", resolve));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const other = await launched(process.execPath, ["-e", SERVER]);
    expect(processesOnPort(other.groupId, port)).toEqual([]);
    const client = await launched(process.execPath, [
      "-e",
      `require("node:net").connect(${port}, "127.0.0.1", () => console.log(process.pid, ${port}))`,
    ]);
    await connected;
    expect(processesOnPort(client.groupId, port)).toEqual([client.pid]);
    expect(processesOnPort(2 ** 22 + 1, port)).toEqual([]);
  },
);

onLinux(`a worker that shares the socket of its server is found with it${WITHOUT}`, async () => {
  const { groupId, pid, port } = await launched(process.execPath, ["-e", FORKING]);
  expect(processesOnPort(groupId, port)).toEqual([groupId, pid].sort((a, b) => a - b));
});
