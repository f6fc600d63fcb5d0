import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replicaSystem } from "../../world/foreign/test/replica-system.ts";
import { ownFiles } from "./own-files.ts";

test("what a system is started with: program, files that commands name, packages, bootstraps, definitions", () => {
  const folder = mkdtempSync(join(tmpdir(), "own-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  mkdirSync(at("zip"));
  for (const name of ["server", "app.js", "callback.zip", "validate", "zip/bootstrap", "machine.json"]) {
    writeFileSync(at(name), "");
  }
  const { server } = replicaSystem("current");
  if (!server) throw new Error("there is a server");
  const code = (kind: "zip" | "bootstrap", path: string) => ({ code: { kind, path }, environment: {} }) as const;
  const system = replicaSystem("current", {
    configPath: at("harness.config.ts"),
    server: { ...server, command: [at("server"), "{{config.directory}}/app.js", "--port={{server.port}}", folder] },
    lambdas: {
      zip: code("bootstrap", at("zip")),
      validate: code("bootstrap", at("validate")),
      callback: code("zip", at("callback.zip")),
    },
    stateMachines: { processing: at("machine.json") },
  });
  expect(ownFiles(system)).toEqual([
    { path: at("server"), reload: "server" },
    { path: at("app.js"), reload: "server" },
    { path: at("zip/bootstrap"), reload: "functions" },
    { path: at("validate"), reload: "functions" },
    { path: at("callback.zip"), reload: "functions" },
    { path: at("machine.json"), reload: "functions" },
  ]);
});
