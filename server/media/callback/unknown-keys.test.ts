import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { NoRowsError } from "../../database/database-error.ts";
import { jobWith } from "./test/examples.ts";
import { correctedByUnknownKeys, isNotFound } from "./unknown-keys.ts";

const current = new System("current");
const fixed = new System("fixed");
const job = jobWith({ status: "SUCCEEDED" });

test("D6: unknown keys fail the job, or make it a partial success when some are known", () => {
  expect(correctedByUnknownKeys(fixed, job, 2, ["k0", ""])).toMatchObject({
    status: "FAILED",
    lastError: "2 of 2 results match no asset of listing 28: k0, (no key)",
  });
  expect(correctedByUnknownKeys(fixed, { ...job, lastError: "before" }, 2, ["k0"])).toMatchObject({
    status: "PARTIAL_SUCCESS",
    lastError: "before | 1 of 2 results match no asset of listing 28: k0",
  });
  expect(correctedByUnknownKeys(fixed, job, 7, ["a", "b", "c", "d", "e", "f", "g"]).lastError).toMatch(
    /^7 of 7 .* a, b, c, d, e and 2 more$/,
  );
});

test("D6: where no job succeeds partially, some unknown keys fail it", () => {
  const incident = new System("incident").with({ removed: ["D6"] });
  expect(correctedByUnknownKeys(incident, job, 2, ["k0"]).status).toBe("FAILED");
});

test("D6: a job that failed stays failed; nothing is corrected without unknown keys or with the defect", () => {
  expect(correctedByUnknownKeys(fixed, { ...job, status: "FAILED" }, 2, ["k0"]).status).toBe("FAILED");
  expect(correctedByUnknownKeys(fixed, job, 2, [])).toBe(job);
  expect(correctedByUnknownKeys(current, job, 2, ["k0"])).toBe(job);
});

test("D6: a database that fails is no 'not found'", () => {
  expect(isNotFound(fixed, new NoRowsError())).toBe(true);
  expect(isNotFound(fixed, new Error("connection refused"))).toBe(false);
  expect(isNotFound(current, new Error("connection refused"))).toBe(true);
});
