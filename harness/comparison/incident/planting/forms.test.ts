import { expect, test } from "vitest";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { readLines } from "../reading/read-lines.ts";
import { PLAIN_FORMS } from "../test/plain-forms.ts";
import { ANSWER_FORMS } from "./answer-forms.ts";
import { EXECUTION_FORMS } from "./execution-forms.ts";
import { LINE_FORMS } from "./line-forms.ts";
import type { Report } from "./report.ts";
import { ROW_FORMS } from "./row-forms.ts";
import { type Forms, writtenDown } from "./written-down.ts";

const ARN = "arn:aws:states:us-east-1:123456789012:execution:listing-media-finalization-sm-staging:finalization-28-21";
/** JSON inside of JSON inside of JSON, as Step Functions hands the failure of a Lambda on. */
const CAUSE = JSON.stringify({ errorMessage: 'the "zip" of C:\\a failed: it\'s gone', errorType: "wrapError" });
const BODY = JSON.stringify({ error: { Cause: CAUSE, Error: "wrapError" }, jobId: 21, status: "FINALIZATION_FAILED" });
const JOB = {
  id: 21,
  listing_identity_id: 28,
  status: "RUNNING",
  provider: "STEP_FUNCTIONS_FINALIZATION",
  retry_count: 0,
  completed_at: null,
  last_error: 'code=E | it\'s a "test" \\ of {"a":"b"}, 5" wide; so',
  callback_body: BODY,
};
const LINE = {
  time: "2026-01-19T08:53:00.438Z",
  level: "ERROR",
  message: "service.media.complete.start_workflow_error",
  fields: [
    ["err", 'api error AccessDenied: "x=1" \\ it\'s {"a": [1, 2]}'],
    ["listing_identity_id", 28],
    ["job_id", 21],
    ["status", "a=b c"],
  ],
} as const;
const ANSWER = {
  at: Date.parse("2026-01-19T08:53:00Z"),
  method: "POST",
  path: "/api/v2/listings/media/uploads/complete",
  status: 500,
  text: JSON.stringify({ code: 500, details: null, message: 'it\'s "broken" \\ here' }),
};

const REPORT: Report = {
  tables: new Map([["media_processing_jobs", [{ ...JOB, id: 20, callback_body: null, last_error: null }, JOB]]]),
  lines: [LINE, LINE],
  executions: [{ arn: ARN, status: "FAILED", input: BODY, error: "wrapError", cause: CAUSE }],
  keys: [],
  answers: [ANSWER, ANSWER],
};

function read(report: Partial<Report>, forms: Partial<Forms>): readonly Fact[] {
  const nothing: Report = { tables: new Map(), lines: [], executions: [], keys: [], answers: [] };
  const text = writtenDown({ ...nothing, ...report }, { ...PLAIN_FORMS, ...forms }).split(/\r?\n/);
  const { facts, problems } = readLines({ file: "r", text });
  expect(problems).toEqual([]);
  return facts;
}

const names = <T extends object>(forms: T): (keyof T)[] => Object.keys(forms) as (keyof T)[];

test.each(names(ROW_FORMS))("JSON in a text, quotes, bars and backslashes of a row are read back from %s", (rows) => {
  const [, job] = read({ tables: REPORT.tables }, { rows });
  expect(job).toMatchObject({ kind: "row", table: "media_processing_jobs", columns: JOB });
});

test.each(names(LINE_FORMS))("quotes, backslashes and `=` of a log line are read back from %s", (lines) => {
  const facts = read({ lines: REPORT.lines }, { lines });
  const fields = Object.fromEntries(LINE.fields);
  expect(facts).toMatchObject([1, 2].map(() => ({ kind: "log", level: "ERROR", message: LINE.message, fields })));
});

test.each(names(EXECUTION_FORMS))("an execution's cause is read back from %s", (executions) => {
  const facts = read({ executions: REPORT.executions }, { executions });
  const known = executions === "listed" ? {} : { error: "wrapError", cause: CAUSE, input: BODY };
  expect(facts).toContainEqual(expect.objectContaining({ kind: "execution", arn: ARN, status: "FAILED", ...known }));
});

test.each(names(ANSWER_FORMS))("an answer's body is read back from %s", (answers) => {
  const facts = read({ answers: REPORT.answers }, { answers });
  const { at, text, ...asked } = ANSWER;
  const instant = answers === "har" ? { at: new Date(at).toISOString() } : {};
  expect(facts).toMatchObject([1, 2].map(() => ({ kind: "answer", ...asked, body: text, ...instant })));
});
