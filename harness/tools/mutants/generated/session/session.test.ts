import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import { ContractTexts } from "../contract-texts.ts";
import { instrument } from "../instrument.ts";
import type { Mutant } from "../mutant.ts";
import { countingCode, switchingCode } from "../rewritten-code.ts";
import { smallProject } from "../test/small-project.ts";
import { Session } from "./session-process.ts";

const LIMIT_MS = 60_000;
const SOURCE = `const STEP = 2;
export function countTo(end: number): number {
  let count = 0;
  while (count < end) count += STEP;
  return count;
}
export function unused(): string {
  return "nobody";
}
`;
/** With a tag, as every story has. */
const TEST = `import { expect, test } from "vitest";
import { countTo } from "./count.ts";
test("counts", { tags: ["auth"] }, () => expect(countTo(4)).toBe(4));
`;

/** A session in a small project, whose code counts passes or has mutants. */
async function session(kind: "counting" | "with mutants") {
  const files = { "server/count.ts": SOURCE, "server/count.test.ts": TEST };
  const root = smallProject({ ...files, "server/bystander.test.ts": TEST.replace("toBe(4)", "toBeTypeOf('number')") });
  const { mutants, code } = await instrument(root, new Map([["server/count.ts", true]]), new ContractTexts(""));
  for (const [file, text] of code)
    writeFileSync(join(root, file), kind === "counting" ? countingCode(text, mutants.length) : switchingCode(text));
  const own = new Session(root, inject("engine"), PROJECT_ROOT);
  onTestFinished(() => own[Symbol.asyncDispose]());
  const find = (replacement: string): Mutant => {
    const found = mutants.find((mutant) => mutant.replacement === replacement);
    if (!found) throw new Error(`no mutant ${replacement}`);
    return found;
  };
  const run = (names: readonly string[], replacement?: string) =>
    own.run(
      {
        kind: "run",
        files: names.map((name) => `server/${name}.test.ts`),
        testTimeoutMs: LIMIT_MS,
        ...(replacement !== undefined && { mutant: { id: find(replacement).id, hitLimit: 1_000 } }),
      },
      LIMIT_MS,
    );
  return { run, find, end: () => own[Symbol.asyncDispose]() };
}

test("without a mutant a session counts how often each place is passed", async () => {
  const { run, find } = await session("counting");
  const outcome = await run(["count"]);
  const [file] = outcome.kind === "ran" ? outcome.files : [];
  expect(file?.state).toBe("green");
  const passes = (replacement: string) => file?.reached?.[find(replacement).id];
  // Twice the loop goes on, once it ends.
  expect([passes("count <= end"), passes("count -= STEP"), passes('""')]).toEqual([3, 2, undefined]);
});

test("with a mutant it tells which file turns red first, and no job leaves anything to the next", async () => {
  const { run } = await session("with mutants");
  const both = ["bystander", "count"];
  expect(await run(both, "count <= end")).toMatchObject({
    files: [
      { file: "server/bystander.test.ts", state: "green" },
      { file: "server/count.test.ts", state: "red", why: expect.stringContaining("expected 6 to be 4") },
    ],
  });
  // Endless, but its place is passed too often.
  const endless = { state: "red", why: expect.stringContaining("Hit count limit") };
  expect(await run(both, "count -= STEP")).toMatchObject({ files: [endless, {}] });
  expect(await run(both, '""')).toMatchObject({ files: [{ state: "green" }, { state: "green" }] });
}, 120_000);

test("a session that is ended in the middle of a job answers, and starts no other process", async () => {
  const { run, end } = await session("counting");
  const job = run(["count"]);
  await end();
  expect((await job).kind).toBe("gone");
  expect(await run(["count"])).toEqual({ kind: "gone", why: "the session was ended" });
});
