import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { ContractTexts } from "../contract-texts.ts";
import { instrument } from "../instrument.ts";
import type { Mutant } from "../mutant.ts";
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
const TEST = `import { expect, test } from "vitest";
import { countTo } from "./count.ts";
test("counts", () => expect(countTo(4)).toBe(4));
`;

async function session() {
  const files = { "server/count.ts": SOURCE, "server/count.test.ts": TEST };
  const root = smallProject({ ...files, "server/bystander.test.ts": TEST.replace("toBe(4)", "toBeTypeOf('number')") });
  const { mutants, code } = await instrument(root, new Map([["server/count.ts", true]]), new ContractTexts(""));
  for (const [file, text] of code) writeFileSync(join(root, file), text);
  const own = new Session(root, inject("engine"));
  onTestFinished(() => own[Symbol.asyncDispose]());
  const run = (mutant?: Mutant, names = ["bystander", "count"]) =>
    own.run(
      {
        kind: "run",
        files: names.map((name) => `server/${name}.test.ts`),
        testTimeoutMs: LIMIT_MS,
        ...(mutant && { mutant: { id: mutant.id, hitLimit: 1_000 } }),
      },
      LIMIT_MS,
    );
  const find = (replacement: string) => {
    const found = mutants.find((mutant) => mutant.replacement === replacement);
    if (!found) throw new Error(`no mutant ${replacement}`);
    return found;
  };
  return { run, find, mutants };
}

test("without a mutant it records what is passed, with one it tells who turns red, and no job leaves anything to the next", async () => {
  const { run, find, mutants } = await session();
  const clean = await run(undefined, ["count"]);
  const [{ state, reached = {} }] = clean.kind === "ran" && clean.files[0] ? [clean.files[0]] : [{ state: clean.kind }];
  expect(state).toBe("green");
  expect(reached[find("count <= end").id]).toBeGreaterThan(0);
  expect(mutants.filter(({ id }) => id in reached).map(({ line }) => line)).not.toContain(8);

  expect(await run(find("count <= end"))).toMatchObject({
    files: [
      { file: "server/bystander.test.ts", state: "green" },
      { file: "server/count.test.ts", state: "red", why: expect.stringContaining("expected 6 to be 4") },
    ],
  });
  // Endless, but its place is passed too often.
  expect(await run(find("count -= STEP"))).toMatchObject({
    files: [{ state: "red", why: expect.stringContaining("Hit count") }, {}],
  });
  expect(await run(find('""'))).toMatchObject({ files: [{ state: "green" }, { state: "green" }] });
}, 120_000);
