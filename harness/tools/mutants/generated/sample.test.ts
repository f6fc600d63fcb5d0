import { expect, test } from "vitest";
import { drawSample, shardOf } from "./sample.ts";

const mutants = (file: string, count: number) => Array.from({ length: count }, (_, index) => ({ file, index }));
const ALL = [
  ...mutants("server/auth/a.ts", 60),
  ...mutants("server/auth/deeper/b.ts", 40),
  ...mutants("lambdas/zip/c.ts", 50),
  ...mutants("server/main.ts", 7),
];

test("each folder gives its part, and the parts add up", () => {
  const drawn = drawSample(ALL, 50, 1);
  const from = (prefix: string) => drawn.filter(({ file }) => file.startsWith(prefix)).length;
  expect(drawn).toHaveLength(50);
  // Of 100, 50 and 7 in 157.
  expect([from("server/auth/"), from("lambdas/zip/"), from("server/main.ts")]).toEqual([32, 16, 2]);
});

test("the same seed draws the same, another seed others, and none twice", () => {
  expect(drawSample(ALL, 50, 1)).toEqual(drawSample(ALL, 50, 1));
  expect(drawSample(ALL, 50, 2)).not.toEqual(drawSample(ALL, 50, 1));
  expect(new Set(drawSample(ALL, 150, 3)).size).toBe(150);
});

test("who asks for more than there are gets all, in their order", () => {
  expect(drawSample(ALL, 1_000, 1)).toEqual(ALL);
});

test("shards hold whole files, together every mutant once, and are about as large as one another", () => {
  const parts = [1, 2, 3].map((index) => shardOf(ALL, { index, count: 3 }));
  expect(parts.flat()).toHaveLength(ALL.length);
  expect(new Set(parts.flat()).size).toBe(ALL.length);
  expect(parts.map((part) => part.length)).toEqual([60, 50, 47]);
  const files = parts.map((part) => new Set(part.map(({ file }) => file)));
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBe(4);
});
