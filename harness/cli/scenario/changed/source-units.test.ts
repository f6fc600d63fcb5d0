import { expect, test } from "vitest";
import { Fingerprints, UnitsBySource } from "./fingerprints.ts";

const units = new UnitsBySource();

/** The fingerprint of each function by the first word of its text, and that of loading. */
function fingerprints(files: Readonly<Record<string, string>>, path = "a.ts"): Readonly<Record<string, string>> {
  const found = new Fingerprints((name) => files[name], units).of(path);
  if (!found) throw new Error(`${path} cannot be parsed`);
  const functions = found.functions.map(({ start, end, fingerprint }) => {
    const text = files[path]?.slice(start, end) ?? "";
    return [/(?:function )?(\w+|\(.*?\))/.exec(text)?.[1] ?? text, fingerprint];
  });
  return { ...Object.fromEntries(functions), effects: found.effects };
}

/** The names of what another text of the files changes. */
function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly string[] {
  const [old, now] = [fingerprints(before), fingerprints(after)];
  return Object.keys(old).filter((name) => old[name] !== now[name]);
}

const A = `
import { LIMIT, plain } from "./b.ts";
const FACTOR = 3;
export function times(n: number): number { return n * FACTOR; }
export function limited(n: number): number { return Math.min(n, LIMIT); }
export function called(n: number): number { return plain(n); }
export function outer(ns: number[]) { return ns.map((n) => n + 1); }
`;
const B = `
const BASE = 10;
export const LIMIT = BASE * 2;
export function plain(n: number): number { return n; }
`;

test.each<[what: string, Record<string, string>, readonly string[]]>([
  ["comments, types and space", { "a.ts": A.replace("ns: number[]", "ns:  readonly number[] /* all */") }, []],
  ["a function", { "a.ts": A.replace("n * FACTOR", "n + FACTOR") }, ["times"]],
  ["a constant of the module", { "a.ts": A.replace("FACTOR = 3", "FACTOR = 4") }, ["times"]],
  ["a function inside another", { "a.ts": A.replace("n + 1", "n + 2") }, ["(n)"]],
  ["a constant behind an imported one", { "b.ts": B.replace("10", "11") }, ["limited"]],
  ["a called function of another module", { "b.ts": B.replace("return n;", "return n + 1;") }, []],
  ["where an import leads", { "a.ts": A.replace("./b.ts", "./c.ts"), "c.ts": B }, ["limited", "called"]],
  ["what loading does", { "a.ts": `${A}\nregister(1);` }, ["effects"]],
  ["a new function that nobody calls", { "a.ts": `${A}\nfunction unused(): void {}` }, []],
])("%s changes the fingerprints of what it touches alone", (_what, after, touched) => {
  const before = { "a.ts": A, "b.ts": B };
  expect(changed(before, { ...before, ...after })).toEqual(touched);
});

test("a class's fields touch its methods and who makes it; a method touches itself", () => {
  const source = "class Box { size = 1; get area() { return this.size ** 2; } }\nfunction make() { return new Box(); }";
  const before = { "a.ts": source };
  expect(changed(before, { "a.ts": source.replace("size = 1", "size = 2") })).toContain("make");
  expect(changed(before, { "a.ts": source.replace("** 2", "** 3") })).not.toContain("make");
  expect(changed(before, { "a.ts": source.replace("get area", "get square") })).toContain("make");
});

test("of two functions with one text neither can change unseen", () => {
  const source = "const f = [() => 1, () => 1];";
  const found = (text: string) => new Fingerprints(() => text, units).of("a.ts")?.functions ?? [];
  const before = found(source).map(({ fingerprint }) => fingerprint);
  const after = found("const f = [() => 1, () => 2];").map(({ fingerprint }) => fingerprint);
  expect(before.filter((one) => after.includes(one))).toEqual([]);
});

test("constants that are made of one another in a circle have an end", () => {
  const files = { "a.ts": 'import { b } from "./b.ts"; export const a = [b]; export function f() { return a; }' };
  const circle = { ...files, "b.ts": 'import { a } from "./a.ts"; export const b = () => a;' };
  expect(changed(circle, { ...circle, "b.ts": 'import { a } from "./a.ts"; export const b = [() => a];' })).toEqual([
    "f",
  ]);
});

test("a text that is no TypeScript has no fingerprints", () => {
  expect(new Fingerprints(() => "function (", units).of("a.ts")).toBeUndefined();
});
