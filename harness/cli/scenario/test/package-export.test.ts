import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";

const COMMAND = join(import.meta.dirname, "fixtures/external-scenarios.ts");

const STORY = `
import { expect, QUEUE, scenario } from "toq-media-harness/scenario";

scenario("a story that lives elsewhere", { revision: "current" }, async ({ world, photographer, uploads }) => {
  await photographer.upload(28, uploads.slice(0, 1));
  await photographer.process(28);
  await world.settle();
  await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
  expect(await world.messages(QUEUE)).toEqual([]);
});
`;

test("a story of another repository comes in through the package's export", async () => {
  const repository = await mkdtemp(join(tmpdir(), "external-scenarios-"));
  onTestFinished(() => rm(repository, { recursive: true }));
  const stories = join(repository, "scenarios");
  await mkdir(join(repository, "node_modules"));
  await mkdir(join(stories, "own"), { recursive: true });
  // As `npm install file:../toq-media-harness` leaves it.
  await symlink(PROJECT_ROOT, join(repository, "node_modules/toq-media-harness"));
  await writeFile(join(stories, "own/first.scenario.ts"), STORY);
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND], {
    env: { ...process.env, STORIES: stories },
  });
  expect(stdout).toMatch(/^✓ own\/first .* a story that lives elsewhere$/m);
}, 60_000);
