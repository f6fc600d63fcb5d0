import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, onTestFinished, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { startContainers } from "../../../cloud/containers/start-containers.ts";
import { runStory } from "../../../scenario/run-story.ts";
import type { Story } from "../../../scenario/story.ts";
import type { ForeignLambda, ForeignSystem } from "../foreign-system.ts";
import { replicaSystem } from "./replica-system.ts";
import "../../../scenario/matchers.ts";

const containers = await startContainers({
  localstack: true,
  mysql: false,
  reuse: false,
  onProgress: () => {},
  environment: process.env,
});
afterAll(() => containers.stop(), 60_000);
if (containers.localstack === undefined) throw new Error("it was asked for");
const backend = { name: "localstack", localstack: containers.localstack } as const;

/** A Lambda that names a ZIP without making it, and needs nothing but what the runtime's image has. */
function hollowZipLambda(environment: ForeignLambda["environment"]): ForeignLambda {
  const folder = mkdtempSync(join(tmpdir(), "hollow-zip-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "bootstrap");
  writeFileSync(
    path,
    `#!/bin/sh
at="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$at/next" | tr -d '\\r' | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
  curl -sS -o /dev/null "$at/$id/response" -d "{\\"body\\":{\\"assetsZipped\\":1,\\"zipSizeBytes\\":1,\\"unzippedSizeBytes\\":1,\\"zipBundles\\":[\\"$OWN_KEY\\"]}}"
done
`,
  );
  chmodSync(path, 0o755);
  return { code: { kind: "bootstrap", path }, environment };
}

const story: Story = async ({ world, photographer, uploads }) => {
  await photographer.upload(28, uploads.slice(0, 1));
  expect((await photographer.process(28)).status).toBe(202);
  await world.settle();
  await photographer.complete(28);
  await world.settle();
};

async function play(foreign: ForeignSystem) {
  const storyOptions = {
    runOptions: { defects: [], repeat: 1, foreign, observe: true },
    engine: inject("engine"),
    system: new System(foreign.revision),
    backend,
  };
  const run = await runStory(
    { id: "on-localstack", title: "", options: { violates: ["bundle-exists", "approval-has-bundle"] }, story },
    storyOptions,
  );
  if (run.failure) throw run.failure.error;
  return run;
}

test("on a LocalStack: a server and a Lambda of one's own, and the replica's other Lambdas", {
  timeout: 300_000,
}, async () => {
  const lambdas = { zip: hollowZipLambda({ OWN_KEY: "in-{{bucket.name}}.zip" }) };
  const { world, observation } = await play(replicaSystem("current", { lambdas, clock: "virtual" }));
  expect(world.clock.kind).toBe("real");
  // The server's requests pass the harness, so they are told as its own.
  const calls = world.trace.of("operation").filter(({ source }) => source === "server");
  expect(new Set(calls.map(({ target }) => target))).toEqual(new Set(["mysql", "s3", "sqs", "states"]));
  expect(observation?.rows.media_processing_jobs).toMatchObject([
    { id: 20, status: "SUCCEEDED" },
    { id: 21, status: "SUCCEEDED" },
  ]);
  // Names of the namespace in LocalStack are those of the story for whoever looks.
  expect(world.callbacks().map(({ body }) => JSON.parse(body))).toMatchObject([
    { jobId: 20 },
    { jobId: 21, zipBundles: ["in-toq-listing-medias.zip"] },
  ]);
});
