import { expect, test } from "vitest";
import { smallestSets } from "./smallest-sets.ts";

const LETTERS = ["a", "b", "c", "d", "e"];

async function search(minimal: readonly string[]): Promise<string[]> {
  const holds = async (set: readonly string[]): Promise<boolean> =>
    minimal.some((wanted) => [...wanted].every((letter) => set.includes(letter)));
  return (await smallestSets(LETTERS, holds)).map((set) => set.join("")).sort();
}

test.each([[["ace"]], [["ab", "cd"]], [["ab", "bc", "ca"]], [["a", "bcd", "bce", "bde"]], [["abcde"]], [[""]]])(
  "finds exactly the minimal sets %j",
  async (minimal) => {
    expect(await search(minimal)).toEqual([...minimal].map((set) => [...set].sort().join("")).sort());
  },
);

test("finds nothing where not even the whole holds", async () => {
  expect(await smallestSets(LETTERS, async () => false)).toEqual([]);
});
