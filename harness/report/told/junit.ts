import { XMLBuilder } from "fast-xml-parser";
import { failureText, type ToldRun, type ToldScenario } from "./told-run.ts";

const MS_PER_SECOND = 1_000;
/** Of the longest text in one element: readers of JUnit files hold them in memory. */
const LONGEST = 20_000;
/** What XML 1.0 cannot hold, even escaped (https://www.w3.org/TR/xml/#charsets). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

type Element = Readonly<Record<string, unknown>>;

/**
 * A run in the format of JUnit that GitHub, GitLab and Jenkins read: a suite for each file. A broken rule is a `failure`;
 * what says nothing of the system (a file that cannot be loaded, a machine that lacks something, a worker that went away)
 * is an `error`. What a baseline knows is `skipped`, because it fails no run; so is what was not run.
 */
export function junitXml(run: ToldRun): string {
  const suites = [
    ...[...Map.groupBy(run.scenarios, ({ id }) => id)].map(([id, scenarios]) =>
      suite(id, scenarios.map(testCase), scenarios),
    ),
    ...outsideSuite(run),
    ...notRunSuite(run),
  ];
  const total = (count: string): number => suites.reduce((sum, each) => sum + Number(each[`@_${count}`]), 0);
  const testsuites = {
    "@_name": "scenarios",
    "@_tests": total("tests"),
    "@_failures": total("failures"),
    "@_errors": total("errors"),
    "@_skipped": total("skipped"),
    "@_time": seconds(run.endedAt === undefined ? 0 : Date.parse(run.endedAt) - Date.parse(run.startedAt)),
    "@_timestamp": run.startedAt,
    testsuite: suites,
  };
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressBooleanAttributes: false });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites })}`;
}

function suite(name: string, cases: readonly Element[], scenarios: readonly ToldScenario[] = []): Element {
  const having = (part: string): number => cases.filter((each) => part in each).length;
  return {
    "@_name": name,
    "@_tests": cases.length,
    "@_failures": having("failure"),
    "@_errors": having("error"),
    "@_skipped": having("skipped"),
    "@_time": seconds(scenarios.reduce((sum, { realMs }) => sum + realMs, 0)),
    testcase: cases,
  };
}

function testCase(scenario: ToldScenario): Element {
  const { id, title, realMs, file, failure } = scenario;
  const line = /:(\d+):\d+$/.exec(failure?.place ?? "")?.[1];
  return {
    "@_name": clean(title),
    "@_classname": id,
    "@_time": seconds(realMs),
    ...(file !== undefined && { "@_file": file }),
    ...(line !== undefined && { "@_line": line }),
    ...verdict(scenario),
  };
}

function verdict(scenario: ToldScenario): Element {
  const { mark, note, knownRed, redBy, rule, error } = scenario;
  if (mark === "passed") return {};
  if (mark === "skipped") return { skipped: { "@_message": clean(note ?? "no reason given") } };
  if (knownRed !== undefined) return { skipped: { "@_message": clean(`known red: ${knownRed}`) } };
  const [message = ""] = (error?.message ?? rule ?? "").split("\n");
  const told = { "@_message": clean(message), "@_type": redBy ?? "error", "#text": clean(failureText(scenario)) };
  return redBy === "rule" ? { failure: told } : { error: told };
}

function outsideSuite({ errors = [] }: ToldRun): Element[] {
  if (errors.length === 0) return [];
  const cases = errors.map(({ message, frames, while: during }) => ({
    "@_name": during === undefined ? "an error outside any scenario" : `an error while ${during} ran`,
    "@_classname": "outside any scenario",
    error: { "@_message": clean(message.split("\n")[0] ?? ""), "#text": clean([message, ...frames].join("\n")) },
  }));
  return [suite("outside any scenario", cases)];
}

function notRunSuite({ notRun = [] }: ToldRun): Element[] {
  if (notRun.length === 0) return [];
  const skipped = { "@_message": "not run, because the run ended before" };
  return [
    suite(
      "not run",
      notRun.map((id) => ({ "@_name": id, "@_classname": id, skipped })),
    ),
  ];
}

function seconds(ms: number): string {
  return (ms / MS_PER_SECOND).toFixed(3);
}

function clean(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
  return cut.toWellFormed().replace(NOT_IN_XML, "\ufffd");
}
