import { expect, test } from "vitest";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import type { Report } from "../planting/report.ts";
import { type Forms, writtenDown } from "../planting/written-down.ts";
import { readLines } from "../reading/read-lines.ts";
import { PLAIN_FORMS } from "./plain-forms.ts";
import { recordedReport } from "./recorded-report.ts";

/** Twenty people, each with tools, a language and habits of their own. */
const PEOPLE: readonly (readonly [flow: string, forms: Partial<Forms>])[] = [
  ["ir-incident", { rows: "workbench copies", lines: "slog text", language: "Portuguese" }],
  ["ir-incident", { rows: "workbench csv", lines: "query results", answers: "har", lineEnd: "\r\n" }],
  ["ir-incident", { rows: "mysql \\G", lines: "slack", answers: "curl -v", language: "German" }],
  ["ir-incident", { rows: "open table", lines: "filtered events", executions: "yaml" }],
  ["ir-correct", { rows: "mysql table", lines: "whatsapp", language: "Portuguese" }],
  ["ir-correct", { rows: "tabs", lines: "name in brackets", lineEnd: "\r\n" }],
  ["ir-correct", { rows: "records", lines: "query csv", before: "> " }],
  ["ir-correct", { rows: "inserts", lines: "logs tail", answers: "har", before: "    " }],
  ["cur-partial", { rows: "csv in quotes", lines: "slog text", language: "German" }],
  ["cur-partial", { rows: "markdown", lines: "slack", before: "> ", lineEnd: "\r\n" }],
  ["cur-partial", { rows: "mysql \\G", lines: "journal", answers: "curl -v", executions: "listed" }],
  ["cur-partial", { rows: "mysql table", lines: "compose, text", before: "    " }],
  ["cur-correct", { rows: "records", lines: "name in brackets", language: "German" }],
  ["cur-correct", { rows: "open table", lines: "whatsapp", answers: "har" }],
  ["cur-correct", { rows: "inserts", lines: "query csv", executions: "yaml", lineEnd: "\r\n" }],
  ["cur-correct", { rows: "mysql \\G", lines: "slog text", before: "> " }],
  ["cur-reject-retry", { rows: "workbench copies", lines: "filtered events", language: "Portuguese" }],
  ["cur-reject-retry", { rows: "tabs", lines: "logs tail", answers: "curl -v", before: "> " }],
  ["cur-reject-retry", { rows: "workbench csv", lines: "slack", executions: "yaml" }],
  ["cur-reject-retry", { rows: "markdown", lines: "query results", language: "German", lineEnd: "\r\n" }],
];

function read(report: Report, forms: Forms) {
  const text = writtenDown(report, forms).split(/\r?\n/);
  const { facts, problems } = readLines({ file: "r", text });
  return { facts: facts.map(known).toSorted(), problems, plan: inferPlan(facts).plan };
}

/** What a fact says, whatever form said it: the plain forms keep more of a log line's time and of a request than others. */
function known(fact: Fact): string {
  if (fact.kind === "log") {
    const { duration: _, ...fields } = fact.fields;
    return JSON.stringify(["log", fact.source, fact.level, fact.message, fields]);
  }
  if (fact.kind === "row") {
    const cells = Object.entries(fact.columns).map(([name, value]) => [name, value === null ? null : String(value)]);
    return JSON.stringify(["row", fact.table, cells]);
  }
  if (fact.kind === "execution") return JSON.stringify(["execution", fact.arn, fact.status]);
  if (fact.kind === "answer") return JSON.stringify(["answer", fact.method, fact.path, fact.status, fact.body]);
  return JSON.stringify({ ...fact, place: undefined });
}

test.each(PEOPLE)("%s pasted as %j is read whole, and says what the recording says", (flow, forms) => {
  const report = recordedReport(flow);
  const plain = read(report, PLAIN_FORMS);
  expect(plain.problems).toEqual([]);
  const pasted = read(report, { ...PLAIN_FORMS, ...forms });
  expect(pasted.problems).toEqual([]);
  expect(pasted.facts).toEqual(plain.facts);
  expect(pasted.plan.steps.map(({ name, job }) => [name, job])).toEqual(
    plain.plan.steps.map(({ name, job }) => [name, job]),
  );
  expect(pasted.plan.files).toEqual(plain.plan.files);
});
