import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, onTestFinished, test } from "vitest";
import { FUNCTIONS, type LambdaName } from "../../../../system/infrastructure.ts";
import { System } from "../../../../system/revisions.ts";
import { loseCallbacks } from "../../../scenario/faults.ts";
import { runStory } from "../../../scenario/run-story.ts";
import type { Story } from "../../../scenario/story.ts";
import "../../../scenario/matchers.ts";

const MAIN = fileURLToPath(new URL("../../../../lambdas/main.ts", import.meta.url));

/** The replica's Lambda as an executable of somebody's own. */
function bootstrapOf(name: LambdaName): string {
  const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "bootstrap");
  writeFileSync(file, `#!/bin/sh\nREVISION=fixed exec '${process.execPath}' '${MAIN}' ${name}\n`);
  chmodSync(file, 0o755);
  return file;
}

async function play(names: readonly LambdaName[], story: Story) {
  const bootstraps = Object.fromEntries(names.map((name) => [name, bootstrapOf(name)]));
  const runOptions = { defects: [], repeat: 1, bootstraps };
  const storyOptions = { runOptions, engine: inject("engine"), system: new System("fixed") };
  const { failure, world, result } = await runStory({ id: "bootstraps", title: "", options: {}, story }, storyOptions);
  if (failure) throw failure.error;
  return { world, virtualMs: result.virtualMs ?? 0 };
}

test("an executable takes the place of a Lambda in a virtual world: it reads, writes, logs and calls back", async () => {
  const { world, virtualMs } = await play(["zip", "callback"], async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    await photographer.complete(28);
    await world.settle();
    await expect(world).toHaveJobRows([
      { id: 20, status: "SUCCEEDED" },
      { id: 21, status: "SUCCEEDED" },
    ]);
    const zip = "28/processed/zip/listing-media.zip";
    await expect(world).toHaveZip(zip, [{ name: "photo/horizontal/horizontal-01-IMG_2907.jpg" }]);
  });
  expect(world.callbacks().map(({ event }) => event.source)).toEqual(Array(3).fill(FUNCTIONS.callback));
  const [line] = world.logs(FUNCTIONS.zip);
  expect(line).toMatchObject({ level: "INFO", fields: expect.arrayContaining([]) });
  expect(line?.message).not.toMatch(/^\{/);
  expect(virtualMs).toBeLessThan(60_000);
});

test("a callback that is lost is a broken connection to the executable, and the machine tries again", async () => {
  const { world } = await play(["callback"], async ({ world, photographer, uploads }) => {
    loseCallbacks(world, { times: 1 });
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
  });
  const [lost] = world.trace
    .of("operation")
    .filter(({ target }) => target === "server")
    .filter(({ fault }) => fault);
  expect(lost).toMatchObject({ source: FUNCTIONS.callback, outcome: "ECONNREFUSED", fault: "callback lost" });
});
