import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { run } from "./run-command.ts";

const COMMAND = join(import.meta.dirname, "fixtures/external-scenarios.ts");

const STORIES = {
  "both-red": `
    await photographer.signIn();
    expect((await photographer.listMedia(28)).status).toBe(418);`,
  "own-red": `
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    expect((await photographer.complete(28)).status).toBe(200);
    await world.settle();
    expect((await photographer.listMedia(28)).json).toMatchObject({ zipBundle: { assetsCount: 1 } });`,
} as const;

/** The scenario command against `current` with D8, as if it were a system of the user's own. */
async function againstTheReplica(ids: readonly (keyof typeof STORIES)[], baseline?: readonly unknown[]) {
  const repository = mkdtempSync(join(tmpdir(), "replica-"));
  onTestFinished(() => rmSync(repository, { recursive: true }));
  const stories = join(repository, "scenarios");
  mkdirSync(join(repository, "node_modules"));
  mkdirSync(stories);
  symlinkSync(PROJECT_ROOT, join(repository, "node_modules/toq-media-harness"));
  for (const [id, story] of Object.entries(STORIES)) {
    const source = `import { expect, scenario } from "toq-media-harness/scenario";
      scenario("${id}", {}, async ({ world, photographer, uploads }) => {${story}});`;
    writeFileSync(join(stories, `${id}.scenario.ts`), source);
  }
  const path = join(repository, "known.json");
  if (baseline) writeFileSync(path, JSON.stringify(baseline));
  const flags = ["--system", "current", "--defect", "D8", ...(baseline ? ["--baseline", path] : [])];
  return run([...ids, ...flags], { STORIES: stories, REFERENCE: "current" }, COMMAND);
}

test("a red story is told on the replica: where both agree, and where yours differs first", async () => {
  const { code, out } = await againstTheReplica(["both-red", "own-red"]);
  expect(out).toMatch(
    /✗ both-red {2}both-red .*\n {2}rule .*\n(.*\n)+? {2}replica {3}your system and the replica \(current\) agree\n/,
  );
  expect(out).toContain(
    [
      "  replica   yours differs from the replica (current), where the story passes: here first",
      "            answers[4].body.zipBundle",
      "              yours    nothing",
      '              replica  {"bundleKey":"28/processed/zip/listing-media.zip","assetsCount":1,',
    ].join("\n"),
  );
  expect(out).toMatch(/\n {12}hop at 2025-12-03T10:00:\d\d\.\d{3}Z, event \d+\n {14}yours {4}\S+ → /);
  // The scenario's own system is another one, and says nothing about yours.
  expect(out).not.toContain("on the scenario's own system");
  expect(code).toBe(1);
}, 60_000);

test("known reds are counted with what the replica says of them", async () => {
  const rule = "expected 200 to be 418 // Object.is equality";
  const known = { scenario: "both-red", rule, reason: "nobody is a teapot", since: "2026-01-31" };
  const { code, out } = await againstTheReplica(["both-red"], [known]);
  expect(out).toMatch(/^~ 1 known red, as .*known\.json says; the replica agrees with 1 of them$/m);
  expect(code).toBe(0);
}, 60_000);

test("what cannot be run against such a system is not applicable: counted, told by its reason, never passed", async () => {
  const scenarios = join(import.meta.dirname, "fixtures/scenarios");
  const { code, out } = await run(["green"], { STORIES: scenarios, REFERENCE: "current" }, COMMAND);
  expect(out).toMatch(/^○ green\/skipped .* a skipped one \(not applicable\)$/m);
  expect(out).toContain("\n○ 1 not applicable\n  it needs virtual time\n    green/skipped\n");
  expect(out).toContain("\n2 scenarios: 1 passed, 1 not applicable · ");
  expect(code).toBe(0);
}, 60_000);
