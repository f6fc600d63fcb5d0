import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");

const CONFIGURATION = `
import { defineConfig } from "toq-media-harness/config";
import { folder } from "./folder.ts";

export default defineConfig({ stories: [folder] });
`;

const STORY = `
import { expect, scenario } from "toq-media-harness/scenario";

enum Status { Ok = 200 }

scenario("a story beside the code of a team", {}, async ({ photographer }) => {
  await photographer.signIn();
  expect((await photographer.listMedia(28)).status).toBe(Status.Ok);
});
`;

const BROKEN = 'import "./not-there.ts";\n';

/** As a team that writes Go has it: no package, no compiler. */
async function repositoryOf(files: Readonly<Record<string, string>>): Promise<string> {
  const repository = await mkdtemp(join(tmpdir(), "own-stories-"));
  onTestFinished(() => rm(repository, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(repository, name, ".."), { recursive: true });
    await writeFile(join(repository, name), text);
  }
  return repository;
}

async function runIn(folder: string, argv: readonly string[]): Promise<{ out: string; err: string; code: number }> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|TEST$)/.test(name));
  const options = { cwd: folder, env: Object.fromEntries(inherited) };
  const ran = promisify(execFile)(process.execPath, [COMMAND, ...argv], options);
  return ran.then(
    ({ stdout, stderr }) => ({ out: stdout, err: stderr, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({
      out: error.stdout,
      err: error.stderr,
      code: error.code,
    }),
  );
}

test("stories of a repository without any package run beside the project's own, from that folder", async () => {
  const repository = await repositoryOf({
    "harness.config.ts": CONFIGURATION,
    "folder.ts": 'export const folder: string = "test/stories";\n',
    "test/stories/sign-in/first.scenario.ts": STORY,
    "test/stories/sign-in/broken.scenario.ts": BROKEN,
  });
  const { out, err, code } = await runIn(repository, ["stories", "auth/sign-out"]);
  expect(out).toMatch(/^✓ stories\/sign-in\/first .* a story beside the code of a team$/m);
  expect(out).toMatch(/^✓ auth\/sign-out/m);
  expect(out).toMatch(/^✗ stories\/sign-in\/broken/m);
  expect(out).toContain("  npm run scenario -- stories/sign-in/broken\n");
  expect({ err, code }).toEqual({ err: "", code: 1 });
}, 60_000);

test("a configuration in JavaScript, named from elsewhere; the shell's path of a story finds it", async () => {
  const repository = await repositoryOf({
    "toq/harness.config.mjs": 'export default { stories: { team: "." } };\n',
    "toq/first.scenario.ts": STORY,
  });
  const { out, err } = await runIn(repository, ["--config", "toq", join(repository, "toq/first.scenario.ts")]);
  expect(err).toBe("");
  expect(out).toMatch(/^✓ team\/first .*\n\n1 scenario: 1 passed/m);
}, 60_000);
