import { once } from "node:events";
import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { shellQuoted } from "../../../support/shell-quoted.ts";
import { replicaConfiguration, writeConfiguration } from "../../../world/foreign/test/replica-configuration.ts";
import { type DevRun, runDev, runScript, startDev } from "./run-dev.ts";

/** Our own replica, as another repository names it: behind a script, which stands for a program that is built anew. */
const replica = replicaConfiguration("current", { lambdas: true });
let config: string;
let program: string;
let dev: DevRun;

/** As a build does it: another file in the place of the old one. */
function build(greeting: string): void {
  const exec = replica.server.command.map(shellQuoted).join(" ");
  writeFileSync(`${program}.new`, `#!/bin/sh\necho ${greeting}\nexec ${exec}\n`);
  chmodSync(`${program}.new`, 0o755);
  renameSync(`${program}.new`, program);
}

beforeAll(async () => {
  const server = { ...replica.server, command: "./toq_server", ready: "/healthz" };
  config = writeConfiguration({ mine: { ...replica, server } }, { onTestFinished: afterAll });
  program = join(dirname(config), "toq_server");
  build("first");
  dev = await startDev(["--config", config, "--system", "mine"]);
}, 120_000);
afterAll(() => dev?.kill());

test("the printed lines lead through a system of one's own, from signing in to the ZIP", async () => {
  await dev.line(/server +INFO +first$/);
  expect(await dev.line(/^server /)).toMatch(/\(system mine, stories of current\)$/);
  expect(await dev.line(/^database /)).toMatch(/\/toq_db {2}/);
  const said = await runScript(
    dev.script(/^(Words for the server|The photographer|Has them processed|Downloads the ZIP)/),
  );
  expect(said).toMatch(/^-rw\S+ .* [1-9]\d{4,} .*\/listing-28\.zip$/m);
  // Its own Lambdas have made it.
  expect(dev.lines().filter((line) => /^\d\d:\S+ {2}zip +INFO/.test(line))).not.toEqual([]);
}, 180_000);

test("a program that is built anew is taken up, and nothing else is", async () => {
  const before = dev.lines().length;
  build("second");
  await dev.line(/server +INFO +second$/, before);
  await dev.line(/dev +INFO +toq_server changed: the server was restarted\.$/, before);
  expect(
    dev
      .lines()
      .slice(before)
      .filter((line) => / {2}deploy /.test(line)),
  ).toEqual([]);
}, 60_000);

test("Ctrl-C takes it down in order", async () => {
  dev.child.kill("SIGINT");
  expect(await once(dev.child, "close")).toEqual([0, null]);
  await expect(fetch(dev.serverUrl)).rejects.toThrow();
});

test.each([
  [["--system", "mien"], '--system: there is no system "mien". Did you mean mine?'],
  [["--system", "mine", "--defect", "D8"], "--defect switches a defect of the replica on, and the server of mine is"],
])("%j is a usage error before anything is started", async (options, sentence) => {
  const own = writeConfiguration({ mine: replica }, { onTestFinished });
  const { code, out, err } = await runDev(["--config", own, ...options]);
  expect(err.startsWith(sentence)).toBe(true);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});
