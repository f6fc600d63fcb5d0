import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { totalPages } from "./documented-answers.ts";

test.each([
  [0, 20, 0],
  [1, 20, 1],
  [20, 20, 1],
  [21, 20, 2],
])("D33: %i assets in pages of %i are %i pages", (total, limit, pages) => {
  expect(totalPages(new System("fixed"), total, limit)).toBe(pages);
  expect(totalPages(new System("current"), total, limit)).toBe(0);
});
