import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";
import { mutantIn } from "../../../tools/mutants/generated/test/verdicts.ts";

const MUTANTS = new URL("../main.ts", import.meta.url).pathname;

function mutants(...options: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(...endingWithUs("node", [MUTANTS, ...options]), (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test.each([
  [["server/auth"], "Folders are named with --folder: server/auth"],
  [["--folder", "server/aut"], "--folder: server/aut has no code of server, Lambdas or system, as server/auth has."],
  [["--sample", "some"], '--sample: "some" is not a whole number from 1 to 1000000.'],
  [["--shard", "0/8"], '--shard: "0/8" is no part like 3/8, the third of eight.'],
  [["--shard", "9/8"], '--shard: "9/8" is no part like 3/8, the third of eight.'],
  [["--only", "callback-lock"], "--only names planted bugs: say --planted, too."],
  [["--planted", "--seed", "2"], "--seed is for drawn mutants; --planted takes the list."],
  [["--from", "no-such.json", "--workers", "2"], "--from only reads reports; --workers is for a run."],
  [["--from", "package.json"], "package.json is no report of npm run mutants: "],
  [["--planted", "callback-lock"], "Bugs are named with --only: callback-lock"],
  [["--planted", "--only", "callback-lok"], 'No planted bug is named "callback-lok". Did you mean callback-lock?'],
])("%j is a usage error, reported at once", async (options, sentence) => {
  const { code, stderr } = await mutants(...options);
  expect(stderr).toContain(sentence);
  expect(code).toBe(2);
});

test("the list of drawn mutants is the same for the same seed, and shards are its parts", async () => {
  const draw = async (...options: string[]) => {
    const { code, stdout } = await mutants(
      "--list",
      "--sample",
      "30",
      "--folder",
      "server/auth,lambdas/zip",
      ...options,
    );
    expect(code).toBe(0);
    return stdout.split("\n").filter((line) => line.includes(".ts:"));
  };
  const [whole, again, other, first, second] = await Promise.all([
    draw(),
    draw("--seed", "1"),
    draw("--seed", "2"),
    draw("--shard", "1/2"),
    draw("--shard", "2/2"),
  ]);
  expect(whole).toHaveLength(30);
  expect(again).toEqual(whole);
  expect(other).not.toEqual(whole);
  expect([...(first ?? []), ...(second ?? [])].sort()).toEqual([...(whole ?? [])].sort());
}, 120_000);

test("the reports of shards are put together, and judged by the thresholds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = async (name: string, caught: string) => {
    const reached = { byScenarios: true, byUnitTests: true };
    const report = {
      version: 1,
      seed: 1,
      population: 9,
      unnamedTexts: {},
      shard: { index: 1, count: 2 },
      equivalents: [],
      verdicts: [{ mutant: mutantIn("server/auth/signin.ts"), caught, reached }],
    };
    await writeFile(join(folder, name), JSON.stringify(report));
    return join(folder, name);
  };
  const together = join(folder, "together.json");
  const caught = await write("1.json", "by scenario");
  const both = ["--from", `${caught},${await write("2.json", "no")}`, "--json-report", together];
  const red = await mutants(...both);
  expect(red.code).toBe(1);
  expect(red.stdout).toContain("server/auth/signin.ts:1:1 EqualityOperator (scenarios and unit tests pass it)");
  expect(red.stdout).toContain("  - a > b\n  + a >= b\n");
  expect(red.stderr).toContain("Caught by scenarios where stories reach: 50.0 %, at least 70 % are asked for.");
  expect(JSON.parse(await readFile(together, "utf8")).verdicts).toHaveLength(2);
  expect((await mutants("--from", caught, "--json-report", together)).code).toBe(0);
});

test("the list names bug, file, kind of check and rule", async () => {
  const { code, stdout } = await mutants("--planted", "--list", "--only", "lambdas/zip/upload.ts");
  expect(stdout).toMatch(
    /^zip-content-type +lambdas\/zip\/upload\.ts +scenario +The ZIP is application\/zip\. \(docs/m,
  );
  expect(stdout).toContain("\n1 planted bugs\n");
  expect(code).toBe(0);
});

test("one bug: what noticed it, and the same as JSON", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "reports", "verdicts.json");
  const { code, stdout } = await mutants("--planted", "--only", "zip-content-type", "--json-report", file);
  expect(stdout).toMatch(/^ {2}1\/1 ✓ zip-content-type +lambdas\/zip\/upload\.ts +scenario functions\/zip$/m);
  expect(stdout).toContain("1 planted bugs: 1 (100 %) caught by scenarios, 0 (0 %) by unit tests, 0 (0 %) survived");
  expect(code).toBe(0);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    passed: true,
    verdicts: [{ id: "zip-content-type", caught: "by scenario", by: ["functions/zip"] }],
  });
}, 120_000);
