import { expect, test } from "vitest";
import type { ForeignServer } from "../foreign-system.ts";
import { type Asked, notApplicable } from "../not-applicable.ts";
import { replicaServer, replicaSystem } from "./replica-system.ts";

const { settingsFile: _without, ...replica } = replicaServer("current");
/** A server that was told nothing but its port. */
const plain: ForeignServer = { ...replica, files: [], environment: { PORT: "{{server.port}}" } };

test.each([
  ["nothing special", {}, undefined],
  ["settings", { settings: { limits: { maxFileBytes: 1 } } }, /no settings file/],
  ["no setting after all", { settings: {} }, undefined],
  ["workers", { workers: true }, /the periodic workers, and nothing of the server holds \{\{workers\}\}/],
  ["no workers", { workers: false }, undefined],
  ["no tracing", { tracing: false }, /\{\{tracing\}\}/],
  ["tracing, as usual", { tracing: true }, undefined],
  ["the incident's machine", { finalizationMachine: "x" }, /\{\{stateMachine\.finalization\.arn\}\}/],
  ["a refusal to start", { refusesToStart: ["x"] }, /in its own words/],
  ["the cloud alone", { withoutSystem: true }, /nothing of the system runs/],
] satisfies [string, Asked, RegExp | undefined][])("a story that asks for %s", (_what, asked, reason) => {
  const told = notApplicable(replicaSystem("current", { server: plain }), asked);
  if (reason) expect(told).toMatch(reason);
  else expect(told).toBeUndefined();
});

test.each(["workers", "tracing", "stateMachine.finalization.arn"])("{{%s}} anywhere is enough", (name) => {
  const placeholder = `{{ ${name} }}`;
  const content = { kind: "template", text: `x: ${placeholder}`, from: "env.yaml" } as const;
  const asked = { workers: true, tracing: false, finalizationMachine: "x" };
  const only = {
    workers: { workers: true },
    tracing: { tracing: false },
    "stateMachine.finalization.arn": { finalizationMachine: "x" },
  };
  for (const server of [
    { ...plain, command: ["server", placeholder] },
    { ...plain, environment: { X: placeholder } },
    { ...plain, files: [{ path: "env.yaml", content }] },
  ]) {
    const system = replicaSystem("current", { server });
    expect(notApplicable(system, only[name as keyof typeof only])).toBeUndefined();
    expect(notApplicable(system, asked)).not.toContain(`{{${name}}}`);
  }
});

test("with a settings file everything can be set but a refusal to start", () => {
  const system = replicaSystem("current");
  const asked = { settings: { limits: { maxFileBytes: 1 } }, workers: true, tracing: false, finalizationMachine: "x" };
  expect(notApplicable(system, asked)).toBeUndefined();
  expect(notApplicable(system, { refusesToStart: ["x"] })).toBeDefined();
});

test("where the server is the replica's, only stories about the cloud alone say nothing", () => {
  const { server: _theirs, ...system } = replicaSystem("current");
  expect(notApplicable(system, { refusesToStart: ["x"], settings: { limits: { maxFileBytes: 1 } } })).toBeUndefined();
  expect(notApplicable(system, { withoutSystem: true })).toBeDefined();
});
