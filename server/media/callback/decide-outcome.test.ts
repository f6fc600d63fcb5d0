import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { changeOf } from "./asset-change.ts";
import { decideOutcome } from "./decide-outcome.ts";
import { jobWith, resultWith } from "./test/examples.ts";
import type { WrittenChange } from "./write-assets.ts";

const fixed = new System("fixed");
const current = new System("current");

const NOW_MS = Date.UTC(2025, 11, 3, 10, 13, 16);

function outcome(system: System, job: MediaJob, written: readonly WrittenChange[]) {
  return decideOutcome(system, job, written, NOW_MS);
}

const succeeded = jobWith({ status: "SUCCEEDED" });
const failed = jobWith({ status: "FAILED" });
const finalization = { ...succeeded, provider: "STEP_FUNCTIONS_FINALIZATION" };

function processed(rawKey: string, fate: WrittenChange["fate"] = "written"): WrittenChange {
  return { change: changeOf(resultWith({ rawKey, processedKey: "p" })), fate };
}

function broken(rawKey: string, fate: WrittenChange["fate"] = "written"): WrittenChange {
  return { change: changeOf(resultWith({ rawKey, errorCode: "E", errorMessage: "why" })), fate };
}

function keyless(rawKey: string, fate: WrittenChange["fate"] = "written"): WrittenChange {
  return { change: changeOf(resultWith({ rawKey })), fate };
}

test("when every asset is found and processed the job stays as it was written", () => {
  expect(outcome(fixed, succeeded, [processed("a")])).toEqual({
    job: succeeded,
    corrected: false,
    leftovers: "of the job",
    listing: "stays",
    failed: [],
  });
});

test("D6: unknown keys correct the job: all unknown, it failed; some known, it is a partial success", () => {
  expect(outcome(fixed, succeeded, [processed("a", "unknown")])).toMatchObject({
    job: { status: "FAILED", lastError: "1 of 1 results match no asset of listing 28: a" },
    corrected: true,
    leftovers: "of a failed job",
  });
  expect(outcome(fixed, succeeded, [processed("a", "unknown"), processed("b")])).toMatchObject({
    job: { status: "PARTIAL_SUCCESS" },
    corrected: true,
    leftovers: "of the job",
  });
  expect(outcome(new System("fixed", ["D6"]), succeeded, [processed("a", "unknown")]).corrected).toBe(false);
});

test("D34: failures of known assets are explained, after the unknown keys", () => {
  expect(outcome(fixed, succeeded, [broken("a"), processed("b", "unknown"), keyless("c")]).job).toEqual({
    ...succeeded,
    status: "PARTIAL_SUCCESS",
    lastError:
      "1 of 3 results match no asset of listing 28: b | 2 of 3 assets failed: a: E why; c: MISSING_PROCESSED_KEY",
  });
  expect(outcome(new System("fixed", ["D34"]), succeeded, [broken("a")]).corrected).toBe(false);
});

test("D34: a failure without an asset is no asset's failure", () => {
  expect(outcome(new System("fixed", ["D6"]), succeeded, [broken("a", "unknown")]).corrected).toBe(false);
});

test("D6, D34: the real system writes its job once, whatever its assets say", () => {
  const written = [broken("a"), processed("b", "unknown")];
  expect(outcome(current, succeeded, written)).toMatchObject({ job: succeeded, corrected: false });
});

test("D32: a result for a file that has been replaced says nothing about the job", () => {
  const written = [broken("a", "superseded"), processed("b", "superseded")];
  expect(outcome(fixed, succeeded, written)).toMatchObject({ corrected: false, failed: [] });
});

test("what counts as failed: known or unknown, but a missing key only where the asset is known", () => {
  const written = [broken("a"), broken("b", "unknown"), keyless("c"), keyless("d", "unknown"), processed("e")];
  expect(outcome(current, succeeded, written).failed.map(({ rawKey }) => rawKey)).toEqual(["a", "b", "c"]);
});

test("D34: leftovers of a job that failed, of one that succeeded, and of one that goes on", () => {
  expect(outcome(fixed, failed, []).leftovers).toBe("of a failed job");
  expect(outcome(fixed, failed, [broken("a")]).leftovers).toBe("of a failed job");
  expect(outcome(fixed, jobWith({ status: "RUNNING" }), []).leftovers).toBe("none");
});

test("D34: the real system fails what is left only when a failed callback brings no results", () => {
  expect(outcome(current, failed, []).leftovers).toBe("of a failed job");
  expect(outcome(current, failed, [broken("a")]).leftovers).toBe("none");
  expect(outcome(current, succeeded, [processed("a")]).leftovers).toBe("none");
});

test("D34: a job that succeeded has no leftovers where assets do not know their job", () => {
  const withoutD34 = current.with({ removed: ["D34"] });
  expect(outcome(withoutD34, succeeded, [processed("a")]).leftovers).toBe("none");
  expect(outcome(withoutD34.with({ removed: ["D15"] }), succeeded, [processed("a")]).leftovers).toBe("of the job");
});

test("only a finalization moves its listing: on when it succeeded, back when it failed (D12)", () => {
  expect(outcome(fixed, finalization, []).listing).toBe("advances");
  expect(outcome(fixed, { ...finalization, status: "FAILED" }, []).listing).toBe("is freed");
  expect(outcome(fixed, { ...finalization, status: "RUNNING" }, []).listing).toBe("stays");
  expect(outcome(fixed, failed, []).listing).toBe("stays");
  expect(outcome(current, { ...finalization, status: "FAILED" }, []).listing).toBe("stays");
});

test("a finalization that its results have corrected does not take its listing on", () => {
  expect(outcome(fixed, finalization, [processed("a", "unknown")]).listing).toBe("is freed");
});

test("D6: unknown keys end a job that the callback's status does not end, and it has the time of its end", () => {
  const going = jobWith({ status: "RUNNING", completedAtMs: null });
  expect(outcome(fixed, going, [processed("a", "unknown")]).job).toMatchObject({
    status: "FAILED",
    completedAtMs: NOW_MS,
  });
  expect(outcome(fixed, going, [processed("a", "unknown"), processed("b")]).job).toMatchObject({
    status: "PARTIAL_SUCCESS",
    completedAtMs: NOW_MS,
  });
  expect(outcome(fixed, going, [processed("a")]).job).toEqual(going);
  expect(outcome(fixed, { ...succeeded, completedAtMs: 1 }, [processed("a", "unknown")]).job.completedAtMs).toBe(1);
});
