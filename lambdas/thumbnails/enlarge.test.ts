import { expect, test } from "vitest";
import { enlarge } from "./enlarge.ts";

test("one pixel becomes a picture of its colour", () => {
  const { data, width, height } = enlarge(
    { data: Buffer.from([10, 20, 30]), width: 1, height: 1 },
    { width: 3, height: 2 },
  );
  expect([width, height]).toEqual([3, 2]);
  expect([...data]).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30]);
});

test("an edge overshoots on both sides and is held at the ends of the scale", () => {
  const edge = Buffer.from([50, 0, 0, 50, 0, 0, 200, 255, 255, 200, 255, 255]);
  const { data } = enlarge({ data: edge, width: 4, height: 1 }, { width: 8, height: 2 });
  const red = [...data].filter((_, index) => index % 3 === 0).slice(0, 8);
  const green = [...data].filter((_, index) => index % 3 === 1).slice(0, 8);
  expect(Math.min(...red)).toBeLessThan(50);
  expect(Math.max(...red)).toBeGreaterThan(200);
  expect([Math.min(...green), Math.max(...green)]).toEqual([0, 255]);
  // Symmetric about the edge, and the same in every row.
  expect(red.map((value, index) => value + (red[7 - index] ?? 0)).every((sum) => Math.abs(sum - 250) <= 1)).toBe(true);
  expect([...data.subarray(24)]).toEqual([...data.subarray(0, 24)]);
});
