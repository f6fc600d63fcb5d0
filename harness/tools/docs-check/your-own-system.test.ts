import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readConfigurationFile } from "../../../server/configuration-file.ts";
import { readStartConditions, requireConfiguration, requireDependencies } from "../../../server/start-conditions.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { PLACEHOLDERS } from "../../world/foreign/placeholders.ts";
import { missingPlaceholders } from "../../world/foreign/used-placeholders.ts";

const PAGE = readFileSync(join(PROJECT_ROOT, "docs/your-own-system.md"), "utf8");

/** A value of the right kind for each placeholder; the others are texts. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "database.go": "root:x@tcp(127.0.0.1:3306)/toq_db?parseTime=true&loc=UTC",
  "server.address": "127.0.0.1:8080",
  tracing: "true",
  workers: "false",
};

const accountSchema = z.object({ type: z.literal("service_account"), private_key: z.string() });
const stepSchema = z.looseObject({ run: z.string().optional() });
const workflowSchema = z.object({ jobs: z.object({ stories: z.object({ steps: z.array(stepSchema) }) }) });

function block(language: string, start: string): string {
  const blocks = [...PAGE.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const found = blocks.find(([, name, text]) => name === language && text?.startsWith(start))?.[2];
  if (found === undefined) throw new Error(`the page has no block of ${language} that begins with ${start}`);
  return found;
}

/** The page's two files in a repository that has what they name. */
function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), "backend-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o755 });
  };
  const config = block("ts", "// backend/harness.config.ts");
  write("harness.config.ts", config);
  write("harness/env.yaml", block("yaml", "# backend/harness/env.yaml"));
  write("bin/toq_server", "#!/bin/sh\n");
  for (const [, path = ""] of config.matchAll(/: "(bin\/(?!toq_server)\w+)",/g))
    write(`${path}/bootstrap`, "#!/bin/sh\n");
  for (const [, path = ""] of config.matchAll(/"(aws\/[\w/]+\.json)"/g))
    write(path, '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }');
  write("scripts/db_creation.sql", "");
  write("internal/core/templates/mail.html", "");
  return join(folder, "harness.config.ts");
}

const READER = `
  import { readConfiguration } from "#configuration/read-configuration.ts";
  import { resolveSystem } from "#configuration/resolve-system.ts";
  console.log(JSON.stringify(await resolveSystem(await readConfiguration(process.argv[1]), "mine")));
`.replaceAll("#configuration", new URL("../../world/foreign/configuration", import.meta.url).href);

/** As a command reads it: in a process in which Node itself imports the file. */
function resolvedSystem(config: string): ForeignSystem {
  const parameters = ["--input-type=module", "--eval", READER, config];
  return JSON.parse(execFileSync(process.execPath, parameters, { encoding: "utf8" })) as ForeignSystem;
}

test("the configuration is one, and names what the server needs", () => {
  const system = resolvedSystem(repository());
  expect(Object.keys(system.lambdas)).toHaveLength(6);
  expect(Object.keys(system.stateMachines)).toEqual(["processing", "finalization"]);
  expect(system).toMatchObject({
    database: { name: "toq_db", watch: [{ table: "device_tokens" }] },
    services: ["redis"],
  });
  expect(system.server?.settingsFile).toBe("configs/env.yaml");
  expect(missingPlaceholders(system)).toBe("");
  const account = system.server?.files.find(({ path }) => path === "configs/fcm.json")?.content;
  const text = account?.kind === "template" ? account.text : "";
  expect(accountSchema.parse(JSON.parse(text)).private_key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
});

test("every placeholder that the page names is one", () => {
  const named = [...PAGE.matchAll(/(?<!\$)\{\{([\w.]+)\}\}/g)].map(([, name]) => name ?? "");
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !Object.hasOwn(PLACEHOLDERS, name))).toEqual([]);
});

test("the template of env.yaml has all that the real server does not start without", () => {
  const filled = block("yaml", "# backend/harness/env.yaml").replace(
    /\{\{([\w.]+)\}\}/g,
    (_all, name: string) => EXAMPLES[name] ?? name,
  );
  const content: unknown = parse(filled);
  const conditions = readStartConditions(content, {});
  expect(() => requireConfiguration(conditions)).not.toThrow();
  expect(() => requireDependencies(conditions)).not.toThrow();
  expect(conditions.redis.url).toBe("redis.url");
  const { server, warnings } = readConfigurationFile(content, {});
  expect(warnings).toEqual([]);
  expect(server).toMatchObject({ telemetry: { tracesEnabled: true }, workers: { enabled: false } });
});

test("the workflow can be read, and its last command is the gate", () => {
  const workflow = workflowSchema.parse(parse(block("yaml", "name: media stories")));
  const commands = workflow.jobs.stories.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(commands.at(-1)).toContain("--system mine");
});
