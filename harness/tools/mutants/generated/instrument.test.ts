import { expect, test } from "vitest";
import { ContractTexts } from "./contract-texts.ts";
import { instrument } from "./instrument.ts";
import { nameOf } from "./mutant.ts";
import { smallProject } from "./test/small-project.ts";

const SOURCE = `export function limit(log: { warn(message: string): void }, bytes: number): string {
  if (bytes > 10) {
    log.warn("a file is too large");
    throw new RangeError("too large by " + String(bytes - 10));
  }
  return format(\`only \${bytes} bytes\`);
}
`;
const texts = new ContractTexts("`too large by` so and so many bytes");

async function mutantsOf(source: string) {
  const root = smallProject({ "server/limit.ts": source, "server/other.ts": "export const other = 1 + 2;\n" });
  return instrument(root, new Map([["server/other.ts", true] as const, ["server/limit.ts", true] as const]), texts);
}

test("a mutant has its place, the code before and after, and a name that does not depend on its number", async () => {
  const { mutants } = await mutantsOf(SOURCE);
  const mutant = mutants.find(
    ({ mutator, replacement }) => mutator === "EqualityOperator" && replacement.includes(">="),
  );
  expect(mutant).toMatchObject({
    file: "server/limit.ts",
    line: 2,
    column: 7,
    lineText: "  if (bytes > 10) {",
    original: "bytes > 10",
    replacement: "bytes >= 10",
    unnamedText: false,
  });
  expect(mutant && nameOf(mutant)).toBe("server/limit.ts:2:7-2:17 EqualityOperator bytes >= 10");
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});

test("a text of a log line or an error is left out unless a page names it; any other text is conduct", async () => {
  const { mutants } = await mutantsOf(SOURCE);
  const strings = mutants.filter(({ mutator }) => mutator === "StringLiteral");
  expect(strings.map(({ original, unnamedText }) => [original, unnamedText])).toEqual([
    ['"a file is too large"', true],
    ['"too large by "', false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source's.
    ["`only ${bytes} bytes`", false],
  ]);
});

test.each([
  ['throw refused(400, "no such row");', true],
  ['throw new HttpError(404, cond ? "no such row" : "gone");', true],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source's.
  ["this.log.info(`no such row ${id}`, {});", true],
  ['await db.query("no such row");', false],
  ['log.info(name, { reason: "no such row" });', false],
])("%s leaves its text out: %s", async (statement, left) => {
  const { mutants } = await mutantsOf(`export async function f(x: never) {\n  ${statement}\n}\n`);
  const [text] = mutants.filter(({ mutator }) => mutator === "StringLiteral");
  expect(text?.unnamedText).toBe(left);
});

test("mutants that begin at one place and end at another have different names", async () => {
  const { mutants } = await mutantsOf("export const f = (a: boolean, b: boolean) => (a && b) || !a;\n");
  expect(new Set(mutants.map(nameOf)).size).toBe(mutants.length);
});

test("only the wanted places get mutants", async () => {
  const root = smallProject({ "server/limit.ts": SOURCE });
  const all = await instrument(root, new Map([["server/limit.ts", true]]), texts);
  const [first] = all.mutants.filter(({ mutator }) => mutator === "ArithmeticOperator");
  const some = await instrument(root, new Map([["server/limit.ts", first ? [first.place] : []]]), texts);
  expect(some.mutants.map(nameOf)).toEqual([first && nameOf(first)]);
});
