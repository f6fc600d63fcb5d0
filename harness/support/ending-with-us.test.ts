import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../cli/scenario/test/run-command.ts";
import { canEndWithUs, endingWithUs } from "./ending-with-us.ts";

const HERE = JSON.stringify(new URL("ending-with-us.ts", import.meta.url).href);

test("a command ends with the process that has started it, though that is killed", async ({ skip }) => {
  if (!canEndWithUs()) skip("needs Linux and setpriv of util-linux");
  const holder = createServer();
  holder.listen(0, "127.0.0.1");
  await once(holder, "listening");
  onTestFinished(() => void holder.close());
  const { port } = holder.address() as AddressInfo;
  const held = `require('node:net').connect(${port}, '127.0.0.1')`;
  const parent = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { spawn } from "node:child_process";
     import { endingWithUs } from ${HERE};
     spawn(...endingWithUs(process.execPath, ["-e", ${JSON.stringify(held)}]), { stdio: "ignore" });`,
  ]);
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [connection] = (await once(holder, "connection")) as [Socket];
  const gone = once(connection.on("error", () => {}).resume(), "close");
  parent.kill("SIGKILL");
  await gone;
});

test("so are the commands of tests started, and they end as they would by themselves", async ({ skip }) => {
  if (!canEndWithUs()) skip("needs Linux and setpriv of util-linux");
  const child = start(["--version"]);
  expect(child.spawnargs.slice(0, 3)).toEqual(["setpriv", "--pdeathsig", "KILL"]);
  expect(await once(child, "close")).toEqual([0, null]);
});

test("program and parameters follow as they are", () => {
  const [program, parameters] = endingWithUs("node", ["--version", "it's"]);
  expect([program, ...parameters].slice(-3)).toEqual(["node", "--version", "it's"]);
});
