import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ForeignServer } from "./foreign-system.ts";
import { startHints } from "./start-hints.ts";

const TOLD = ["server.port", "database.url", "queue.url", "callback.secret", "stateMachine.finalization.arn"].map(
  (name) => `{{${name}}}`,
);

/** What is said of a server beside whose configuration lie server.py, serve/ and configs/env.yaml. */
function hints(server: Partial<ForeignServer>): string {
  const directory = mkdtempSync(join(tmpdir(), "start-hints-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const folder of ["serve", "configs"]) mkdirSync(join(directory, folder));
  for (const path of ["server.py", "configs/env.yaml"]) writeFileSync(join(directory, path), "");
  const { command = [], ...others } = server;
  const whole = {
    files: [],
    environment: {},
    ready: { kind: "port" },
    ...others,
    command: [...command, ...TOLD],
  } as const;
  return startHints({ server: whole, services: [], configPath: join(directory, "harness.config.ts") });
}

const file = (path: string): ForeignServer["files"][number] => ({ path, content: { kind: "copy", from: "/x" } });

test.each([
  ["a script", ["python3", "server.py"], "{{config.directory}}/server.py"],
  ["a file behind an option", ["bin/server", "--config=./configs/env.yaml"], "{{config.directory}}/configs/env.yaml"],
])("%s that lies beside the configuration is not where the server starts", (_what, command, path) => {
  const sentence = "It starts in a working directory of its own, which holds nothing but server.files: ";
  expect(hints({ command })).toBe(`${sentence}if what is beside the configuration is meant, write ${path}.`);
});

test("a variable names such a file, too", () => {
  expect(hints({ environment: { CONFIG: "configs/env.yaml" } })).toContain(
    "write {{config.directory}}/configs/env.yaml.",
  );
});

test.each([
  ["what server.files makes", { command: ["x", "configs/env.yaml"], files: [file("configs/env.yaml")] }],
  ["a folder of server.files", { command: ["x", "--dir=./configs"], files: [file("configs/env.yaml")] }],
  ["what is in a copied folder", { command: ["x", "configs/env.yaml"], files: [file("configs")] }],
  ["a word that is a folder by chance", { command: ["x", "serve"] }],
  ["what is nowhere", { command: ["x", "out.log", "-v", "--", ""] }],
  ["the program itself", { command: ["server.py"] }],
])("nothing is said of %s", (_what, server) => {
  expect(hints(server)).toBe("");
});

test("what it was never told stands in a line of its own", () => {
  const server = { command: ["python3"], files: [], environment: {}, ready: { kind: "port" } } as const;
  expect(startHints({ server, services: ["redis"], configPath: "/nowhere/harness.config.ts" })).toMatch(
    /^Nothing of its command, files and variables holds \{\{server\.port\}\} .*\(Redis\)\.$/,
  );
  expect(startHints({ services: [], configPath: "/nowhere/harness.config.ts" })).toBe("");
});
