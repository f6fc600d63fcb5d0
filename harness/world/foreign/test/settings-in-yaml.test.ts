import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { readServerConfiguration } from "../../../../server/configuration.ts";
import { readConfigurationFile } from "../../../../server/configuration-file.ts";
import { System } from "../../../../system/revisions.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { serverConfiguration } from "../../system-under-test.ts";
import { type ServerSettings, settingsInYaml, settingsOfStory } from "../settings-in-yaml.ts";

const FILE = readFileSync(join(PROJECT_ROOT, "server/configs/env.yaml"), "utf8");

const serverOf = (yaml: string, environment = {}) =>
  readConfigurationFile(parse(yaml, { merge: true }), environment).server;

/** 0 means "the default", which the file looks up elsewhere. */
const count = fc.integer({ min: 1, max: 2 ** 31 });
const partial = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });
const anySettings: fc.Arbitrary<ServerSettings> = partial({
  auth: partial({
    accessTtlMinutes: count,
    refreshTtlDays: count,
    maxSessionRotations: count,
    maxWrongSigninAttempts: count,
    tempBlockDurationMinutes: count,
  }),
  callback: partial({ sharedSecret: fc.string() }),
  features: partial({ listingApprovalAdminReview: fc.boolean(), allowOwnerProjectUploads: fc.boolean() }),
  limits: partial({
    maxFilesPerBatch: count,
    maxTotalBytes: count,
    maxFileBytes: count,
    allowedContentTypes: fc.array(fc.string(), { minLength: 1 }),
  }),
  retention: partial({ cleanupIntervalMinutes: count, maxAgeDays: count, batchSize: count }),
  storage: partial({ uploadUrlTtlSeconds: count, downloadUrlTtlSeconds: count }),
  telemetry: partial({ tracesEnabled: fc.boolean() }),
  workers: partial({ enabled: fc.boolean() }),
  workflow: fc.record({ finalizationStateMachineArn: fc.string(), stuckJobTimeoutMinutes: count }),
});

test("what is put in is what the server reads, and nothing else changes", () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const before = serverOf(FILE);
      const groups = Object.entries(settings).map(([group, values]) => [
        group,
        { ...before[group as keyof ServerSettings], ...values },
      ]);
      expect(serverOf(settingsInYaml(FILE, settings))).toEqual({ ...before, ...Object.fromEntries(groups) });
    }),
  );
});

test("the other way: the settings that a server has read, written out, read the same and change nothing twice", () => {
  const written = settingsInYaml(FILE, serverOf(FILE));
  expect(serverOf(written)).toEqual(serverOf(FILE));
  expect(settingsInYaml(written, serverOf(written))).toBe(written);
  expect(settingsInYaml(FILE, { auth: { accessTtlMinutes: 15 } })).toBe(FILE);
});

test("a story's settings are those of the replica's server in the same world", () => {
  const options = { tracing: false, workers: true, settings: { auth: { accessTtlMinutes: 600 } } };
  const deployed = { accountId: "1", region: "r", bucketName: "b", queueUrl: "q" };
  const world = {
    ...options,
    finalizationMachine: "wrong",
    name: "n",
    seed: 1,
    startAt: "",
    system: new System("current"),
  };
  const replica = readServerConfiguration(serverConfiguration({ ...world, engine: inject("engine") }, deployed));
  const arn = replica.workflow.finalizationStateMachineArn;
  const { http, s3, queue, jwt, callback, ...settings } = serverOf(settingsInYaml(FILE, settingsOfStory(options, arn)));
  expect(replica).toMatchObject(settings);
  expect(arn).toContain("wrong");
});

test("comments, order, quotes and keys of others stay", () => {
  const yaml = '# mine\nzebra: "x" # why\nauth:\n  # in minutes\n  access_ttl_minutes: 15 # short\n  other: 1\n';
  expect(settingsInYaml(yaml, { auth: { accessTtlMinutes: 600 } })).toBe(yaml.replace("minutes: 15", "minutes: 600"));
});

test("groups that are missing, empty or written in one line are filled", () => {
  for (const yaml of [
    "",
    "# nothing\n",
    "media_processing:\n",
    "media_processing: { limits: }\n",
    "media_processing: {}",
  ]) {
    const filled = settingsInYaml(yaml, { limits: { maxFilesPerBatch: 2, allowedContentTypes: ["a/b"] } });
    expect(parse(filled)).toEqual({
      media_processing: { limits: { max_files_per_batch: 2, allowed_content_types: ["a/b"] } },
    });
  }
});

test("a long ARN stays on its line", () => {
  const finalizationStateMachineArn = `arn:aws:states:us-east-1:123456789012:stateMachine:${"a ".repeat(80)}b`;
  const yaml = settingsInYaml("a: 1\n", { workflow: { finalizationStateMachineArn } });
  expect(yaml.split("\n")).toHaveLength(5);
});

const REQUIRED = "http: { port: 1 }\ndb: { uri: d }\njwt: { secret: s }\n";
const TRACED = "telemetry: { enabled: true, traces: { enabled: true }, otlp: { enabled: true } }\n";

test.each([
  ["nothing about it", ""],
  ["traces alone", "telemetry: { traces: { enabled: true } }\n"],
  ["all on", TRACED],
  ["on, and off in the profile", `${TRACED}profiles: { homo: { telemetry: { otlp: { enabled: false } } } }\n`],
  ["on in the profile alone", `profiles: { homo: ${TRACED.replace("telemetry", "{ telemetry").trim()} } }\n`],
  ["another profile", `${TRACED}profiles: { dev: { telemetry: { enabled: false } } }\n`],
])("tracing and workers with a file that says: %s", (_what, telemetry) => {
  for (const wanted of [true, false]) {
    const yaml = settingsInYaml(REQUIRED + telemetry, {
      telemetry: { tracesEnabled: wanted },
      workers: { enabled: wanted },
    });
    expect(serverOf(yaml)).toMatchObject({ telemetry: { tracesEnabled: wanted }, workers: { enabled: wanted } });
  }
});

test("the profile is the one that the server's ENVIRONMENT names", () => {
  const yaml = `${REQUIRED}profiles: { dev: { workers: { enabled: true } }, homo: { workers: { enabled: true } } }\n`;
  const filled = settingsInYaml(yaml, { workers: { enabled: false } }, "dev");
  expect(serverOf(filled, { ENVIRONMENT: "dev" }).workers.enabled).toBe(false);
  expect(serverOf(filled).workers.enabled).toBe(true);
});

test("a group that is an alias, or comes in by a merge, gets a copy of its own: the anchor's other places stay", () => {
  const yaml = [
    REQUIRED,
    "base: &base { workers: { enabled: true, pool: 4 } }",
    "profiles:",
    "  dev: *base",
    "  homo: *base",
    "  prod:",
    "    <<: *base",
  ].join("\n");
  for (const profile of ["homo", "prod"]) {
    const filled = settingsInYaml(yaml, { workers: { enabled: false } }, profile);
    const { profiles } = parse(filled, { merge: true });
    expect(profiles[profile].workers).toEqual({ enabled: false, pool: 4 });
    expect(profiles.dev.workers).toEqual({ enabled: true, pool: 4 });
  }
});

test.each([
  ["a: [", /^The file of the server's settings is no YAML: .* at line 1/],
  ["- a", "The file of the server's settings holds no keys, so that auth.access_ttl_minutes cannot be put into it."],
  ["auth: 5", "auth holds no keys, so that auth.access_ttl_minutes cannot be put into it."],
])("%s is refused in one sentence", (yaml, sentence) => {
  expect(() => settingsInYaml(yaml, { auth: { accessTtlMinutes: 1 } })).toThrow(sentence);
});
