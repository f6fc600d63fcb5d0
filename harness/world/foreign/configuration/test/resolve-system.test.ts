import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipFiles } from "../../../../cloud/bundles/zip-files.ts";
import { defineConfig, type HarnessConfig, template } from "../define-config.ts";
import { configurationOf } from "../read-configuration.ts";
import { resolveSystem } from "../resolve-system.ts";

const CONTENT = Buffer.from("#!/bin/sh\n");
const MACHINE = '{ "StartAt": "a", "States": { "a": { "Type": "Succeed" } } }';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "resolve-system-"));
  const files: Record<string, string | Buffer> = {
    "bin/server": CONTENT,
    "bin/zip/bootstrap": CONTENT,
    "bin/validate.zip": await zipFiles([{ name: "bootstrap", content: CONTENT, executable: true }]),
    "env.yaml": "http: { port: {{server.port}} }\n",
    "keys/fcm.json": "{}",
    "processing.json": MACHINE,
    "finalization.json": MACHINE,
    "db/1.sql": "",
    "db/2.sql": "",
    "db/seeds.sql": "",
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  cpSync(join(folder, "bin/validate.zip"), join(folder, "bin/packed-without-ending"));
  for (const name of ["bin/server", "bin/zip/bootstrap"]) chmodSync(join(folder, name), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const resolved = (config: HarnessConfig, name = "mine") =>
  resolveSystem(configurationOf(join(folder, "harness.config.ts"), defineConfig(config)), name);

test("all that can be said, with every path absolute and as plain data", async () => {
  const system = await resolved({
    systems: {
      mine: {
        revision: "incident",
        clock: "virtual",
        baseline: "reds.json",
        server: {
          command: "./bin/server --log-level debug --port={{ server.port }} 'two words'",
          files: {
            "configs/env.yaml": template("env.yaml"),
            keys: { copy: "keys" },
            "motd.txt": "on {{server.address}}\n",
          },
          environment: { ENVIRONMENT: "homo", POOL: 4, DEBUG: true, ADDRESS: "{{redis.address}}" },
          ready: /listening on :\d+/,
          settings: "configs/env.yaml",
        },
        lambdas: {
          validate: "bin/validate.zip",
          zip: "bin/zip",
          thumbnails: { bootstrap: "bin/server", environment: { QUALITY: 85 } },
          callback: { command: ["node", "{{config.directory}}/callback.js"] },
          consolidate: { path: "bin/packed-without-ending" },
        },
        stateMachines: { processing: "processing.json", finalization: "finalization.json" },
        database: {
          name: "toq_db",
          schema: ["db/1.sql", "db/2.sql"],
          seeds: "db/seeds.sql",
          watch: ["sessions", { table: "photos", key: "uuid" }],
        },
        services: ["redis", "redis"],
      },
    },
  });
  const at = (path: string): string => join(folder, path);
  expect(structuredClone(system)).toEqual({
    name: "mine",
    configPath: at("harness.config.ts"),
    revision: "incident",
    clock: "virtual",
    baselinePath: at("reds.json"),
    server: {
      command: [at("bin/server"), "--log-level", "debug", "--port={{ server.port }}", "two words"],
      files: [
        {
          path: "configs/env.yaml",
          content: { kind: "template", text: "http: { port: {{server.port}} }\n", from: at("env.yaml") },
        },
        { path: "keys", content: { kind: "copy", from: at("keys") } },
        {
          path: "motd.txt",
          content: {
            kind: "template",
            text: "on {{server.address}}\n",
            from: `${at("harness.config.ts")}: systems.mine.server.files["motd.txt"]`,
          },
        },
      ],
      environment: { ENVIRONMENT: "homo", POOL: "4", DEBUG: "true", ADDRESS: "{{redis.address}}" },
      ready: { kind: "line", pattern: "listening on :\\d+" },
      settingsFile: "configs/env.yaml",
    },
    lambdas: {
      validate: { code: { kind: "zip", path: at("bin/validate.zip") }, environment: {} },
      zip: { code: { kind: "bootstrap", path: at("bin/zip") }, environment: {} },
      thumbnails: { code: { kind: "bootstrap", path: at("bin/server") }, environment: { QUALITY: "85" } },
      callback: { code: { kind: "command", command: ["node", "{{config.directory}}/callback.js"] }, environment: {} },
      consolidate: { code: { kind: "zip", path: at("bin/packed-without-ending") }, environment: {} },
    },
    stateMachines: { processing: at("processing.json"), finalization: at("finalization.json") },
    database: {
      name: "toq_db",
      schema: [at("db/1.sql"), at("db/2.sql")],
      seeds: [at("db/seeds.sql")],
      watch: [{ table: "sessions" }, { table: "photos", key: "uuid" }],
    },
    services: ["redis"],
  });
});

test("a placeholder whose braces a formatter has moved apart is refused, not handed to the server as a map", async () => {
  const withFile = (text: string) =>
    resolved({ systems: { mine: { server: { command: "./bin/server", files: { "env.yaml": text } } } } });
  await expect(withFile("a: 1\nworkers: { { workers } }\n")).rejects.toThrow(
    '.server.files["env.yaml"], line 2: { { workers } } was {{workers}} before a formatter moved its braces apart',
  );
  await expect(withFile("port: {\n  { server.port }\n}\n")).rejects.toThrow("was {{server.port}} before");
  await expect(withFile("a: { { whatever } }\n")).resolves.toBeDefined();
});

test.each<[string, NonNullable<HarnessConfig["systems"]>[string], readonly string[]]>([
  ["only a server", { server: { command: ["{{config.directory}}/bin/server"] } }, ["server"]],
  ["only Lambdas", { lambdas: { zip: "bin/zip/bootstrap" } }, ["lambdas"]],
  ["only machines", { stateMachines: { finalization: "finalization.json" } }, ["stateMachines"]],
])("%s of one's own: the rest has the defaults", async (_what, config, own) => {
  const system = await resolved({ systems: { mine: config } });
  expect(system).toMatchObject({
    revision: "current",
    clock: "real",
    baselinePath: join(folder, "mine.baseline.json"),
    database: { name: "toq", schema: [], seeds: [], watch: [] },
    services: [],
  });
  const given = [system.server && "server", Object.keys(system.lambdas)[0] && "lambdas"];
  given.push(Object.keys(system.stateMachines)[0] && "stateMachines");
  expect(given.filter(Boolean)).toEqual(own);
  if (system.server)
    expect(system.server).toMatchObject({ command: [join(folder, "bin/server")], ready: { kind: "port" } });
});

test.each([
  ["port", { kind: "port" }],
  ["/healthz", { kind: "path", path: "/healthz" }],
  [{ path: "/healthz" }, { kind: "path", path: "/healthz" }],
  [{ line: "ready$" }, { kind: "line", pattern: "ready$" }],
  [{ line: /ready/ }, { kind: "line", pattern: "ready" }],
] as const)("ready: %j", async (ready, expected) => {
  const { server } = await resolved({ systems: { mine: { server: { command: "./bin/server", ready } } } });
  expect(server?.ready).toEqual(expected);
});

test.each<[HarnessConfig["stories"], readonly { prefix: string; directory: string }[]]>([
  ["stories", [{ prefix: "stories", directory: "stories" }]],
  [
    ["./test/stories/", "more"],
    [
      { prefix: "stories", directory: "test/stories" },
      { prefix: "more", directory: "more" },
    ],
  ],
  [{ media: "test/stories" }, [{ prefix: "media", directory: "test/stories" }]],
  [".", [{ prefix: "team", directory: "" }]],
  [undefined, []],
])("stories: %j", (stories, folders) => {
  const { stories: found } = configurationOf("/r/team/harness.config.ts", {
    ...(stories !== undefined && { stories }),
  });
  expect(found).toEqual(folders.map(({ prefix, directory }) => ({ prefix, directory: join("/r/team", directory) })));
});
