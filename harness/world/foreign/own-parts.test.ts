import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { readZip } from "../../scenario/zip.ts";
import { shellQuoted } from "../../support/shell-quoted.ts";
import type { ForeignLambda } from "./foreign-system.ts";
import { ownParts } from "./own-parts.ts";
import { startScript } from "./start-script.ts";
import { replicaSystem } from "./test/replica-system.ts";

const AT = describeInfrastructure(new System("current"), {
  accountId: "000000000000",
  region: "us-east-1",
  callbackUrl: "http://127.0.0.1:8080/callback",
  callbackSecret: "secret",
});

/** What is deployed for the function of a Lambda. */
async function deployed(zip: ForeignLambda, code: "zip" | "callback" = "zip") {
  const system = replicaSystem("current", { configPath: "/the backend/harness.config.ts", lambdas: { zip } });
  const description = AT.functions.find((each) => each.code === code);
  if (!description) throw new Error("the function is described");
  return (await ownParts(system, AT, { endpoint: "http://127.0.0.1:4566" })).codeOf(description);
}

test("a command becomes a bootstrap that starts it in the configuration's folder", async () => {
  const code = { kind: "command", command: ["/bin/echo", "it's", "{{config.directory}}"] } as const;
  const made = await deployed({ code, environment: { QUEUE: "{{queue.url}}" } });
  expect(await readZip(made?.zip ?? Buffer.alloc(0))).toMatchObject([{ name: "bootstrap" }]);
  expect(made?.environment).toMatchObject({
    QUEUE: "http://127.0.0.1:4566/000000000000/listing-media-processing-staging",
    MEDIA_BUCKET: "toq-listing-medias",
    HTTPS_PROXY: "http://127.0.0.1:9",
  });
});

test("the bootstrap is another one when a file of its command was written again, and only then", () => {
  const folder = mkdtempSync(join(tmpdir(), "it's-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "program");
  writeFileSync(program, "one");
  const script = () => startScript([program, "it's"], folder);
  const first = script();
  expect(first.split("\n").at(-2)).toBe(`cd ${shellQuoted(folder)} && exec ${shellQuoted(program)} 'it'\\''s'`);
  expect(script()).toBe(first);
  writeFileSync(program, "another");
  expect(script()).not.toBe(first);
});

test("a package is deployed as it is, and what is absent is the replica's", async () => {
  const folder = mkdtempSync(join(tmpdir(), "own-parts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "zip.zip");
  writeFileSync(path, "the package");
  const lambda = { code: { kind: "zip", path }, environment: {} } as const;
  expect((await deployed(lambda))?.zip.toString()).toBe("the package");
  expect(await deployed(lambda, "callback")).toBeUndefined();
});

test("a placeholder that only a server can be told is refused", async () => {
  const code = { kind: "command", command: ["/bin/true"] } as const;
  await expect(deployed({ code, environment: { DB: "{{database.url}}" } })).rejects.toThrow(
    "the Lambda zip, holds {{database.url}}, which is not known where only functions are deployed.",
  );
});

test.each(["config.directory", "ffmpeg.path", "redis.url"])("in a container {{%s}} leads nowhere", async (name) => {
  const code = { kind: "bootstrap", path: process.execPath } as const;
  const lambdas = { zip: { code, environment: { PLACE: `{{${name}}}` } } };
  const target = {
    endpoint: "http://127.0.0.1:4566",
    endpointForFunctions: "http://127.0.0.1:4566",
    inContainers: true,
  };
  const parts = await ownParts(replicaSystem("current", { lambdas }), AT, target);
  const [description] = AT.functions.filter(({ code: each }) => each === "zip");
  if (!description) throw new Error("the function is described");
  await expect(parts.codeOf(description)).rejects.toThrow(
    `the Lambda zip, holds {{${name}}}, which a function in LocalStack's container cannot reach.`,
  );
});
