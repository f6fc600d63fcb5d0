import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { Logger } from "../../logging/logger.ts";
import { changeOf } from "./asset-change.ts";
import { decideOutcome } from "./decide-outcome.ts";
import type { Callback } from "./request.ts";
import { logSummary } from "./summary.ts";
import { callbackWith, jobWith, resultWith } from "./test/examples.ts";

const current = new System("current");

function summary(callback: Callback, system = current) {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  const written = callback.results.map((result) => ({ change: changeOf(result), fate: "written" as const }));
  const outcome = decideOutcome(system, jobWith({ status: "SUCCEEDED" }), written, 0);
  const log = new Logger((line) => lines.push({ ...line, fields: Object.fromEntries(line.fields) }));
  logSummary(system, log, callback, outcome);
  return lines;
}

const good = resultWith({ processedKey: "p" });

test("assets that are all processed are counted; with an error code of the callback they count as failed", () => {
  expect(summary(callbackWith({ results: [good] }))).toMatchObject([
    { level: "INFO", message: "service.media.callback.assets_processed", fields: { processed_assets: 1 } },
  ]);
  const error = { code: "C", message: "", details: new Map<string, string>() };
  expect(summary(callbackWith({ results: [good], error }))).toMatchObject([
    { level: "WARN", message: "service.media.callback.assets_failed", fields: { failed_assets: 0 } },
  ]);
});

test("error codes are counted and sorted; a failure without a code is counted by number only", () => {
  const results = ["b", "a", "b", ""].map((errorCode) => resultWith({ errorCode, errorMessage: "why" }));
  const [line] = summary(callbackWith({ results }));
  expect(line?.fields).toMatchObject({ failed_assets: 4 });
  expect(JSON.stringify(line?.fields.error_codes)).toBe('{"a":1,"b":2}');
});

test("without results there is a line only when the callback has an error to tell", () => {
  expect(summary(callbackWith())).toEqual([]);
  const error = { code: "", message: "msg", details: new Map<string, string>() };
  expect(summary(callbackWith({ error }))).toMatchObject([{ message: "service.media.callback.no_results_failure" }]);
});

test("only a revision that knows partial successes says whether this is one", () => {
  const callback = callbackWith({ results: [good] });
  expect(summary(callback)[0]?.fields).toHaveProperty("partial_success", false);
  expect(summary(callback, new System("incident"))[0]?.fields).not.toHaveProperty("partial_success");
});
