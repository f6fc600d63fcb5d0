import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { entryName } from "./names.ts";

/** docs/contract/pipeline.md 1.4; recordings zip-odd-keys, zip-two-raw. */
test.each([
  ["28/raw/photo/2025-12-03/vertical/c.jpg", "photo/vertical/c.jpg", "28/raw/photo/vertical/c.jpg"],
  ["28/processed/photo/horizontal/large/a.jpg", "photo/horizontal/large/a.jpg", "photo/horizontal/large/a.jpg"],
  ["28/processed/raw/q.jpg", "q.jpg", "raw/q.jpg"],
  ["top.jpg", "top.jpg", "top.jpg"],
  ["28/raw/", "28/raw/", "28/raw/"],
])("%s lies in the ZIP as %s, at the incident's revision as %s", (key, current, incident) => {
  expect(entryName(new System("current"), key)).toBe(current);
  expect(entryName(new System("incident"), key)).toBe(incident);
});
