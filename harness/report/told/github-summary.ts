import { durationText } from "../duration.ts";
import { failureText, redScenarios, type ToldRun, type ToldScenario } from "./told-run.ts";

/** Of all summaries of one step; what is longer GitHub refuses whole (https://docs.github.com/actions, job summaries). */
export const LARGEST_SUMMARY_BYTES = 1_048_576;
/** Room for the sentence that says what was left out. */
const RESERVE_BYTES = 200;
/** One long value must not push all others out. */
const LONGEST_FAILURE = 4_000;

/** The run as Markdown for the page of a job, in at most so many bytes; what does not fit is counted. */
export function githubSummary(run: ToldRun, mostBytes = LARGEST_SUMMARY_BYTES): string {
  if (mostBytes < RESERVE_BYTES) return "";
  const red = redScenarios(run);
  const head = [`## Scenarios: ${verdict(run)}`, "", counts(run), "", ...outside(run)].join("\n");
  let text = within(head, mostBytes - RESERVE_BYTES);
  let bytes = Buffer.byteLength(text);
  for (const [index, scenario] of red.entries()) {
    const block = failureBlock(scenario);
    bytes += Buffer.byteLength(block);
    if (bytes > mostBytes - RESERVE_BYTES) {
      const left = red.length - index;
      return `${text}\n${left} more red ${left === 1 ? "scenario" : "scenarios"}: this page holds no more of them.\n`;
    }
    text += block;
  }
  return text;
}

function verdict(run: ToldRun): string {
  const red = redScenarios(run).length;
  if (run.state !== "ended") return "the run did not come to its end";
  if ((run.errors ?? []).length > 0) return "the run proves nothing";
  if (red > 0) return `${red} red`;
  return run.scenarios.some(({ mark }) => mark === "passed") ? "all green" : "none was run";
}

function counts(run: ToldRun): string {
  const count = (mark: ToldScenario["mark"]) => run.scenarios.filter((scenario) => scenario.mark === mark).length;
  const red = redScenarios(run).length;
  const rows = [
    ["passed", count("passed")],
    ["red", red],
    ["known red", count("failed") - red],
    ["skipped", count("skipped")],
    ["not run", run.notRun?.length ?? 0],
  ] as const;
  const told = rows.filter(([, number]) => number > 0);
  const time = run.endedAt === undefined ? [] : [durationText(Date.parse(run.endedAt) - Date.parse(run.startedAt))];
  return [...told.map(([name, number]) => `${number} ${name}`), ...time].join(" · ");
}

function outside({ errors = [] }: ToldRun): readonly string[] {
  return errors.flatMap(({ message, frames, while: during }) => [
    `### Outside any scenario${during === undefined ? "" : `, while ${escaped(during)} ran`}`,
    "",
    preformatted([message, ...frames].join("\n")),
    "",
  ]);
}

function failureBlock(scenario: ToldScenario): string {
  return [
    `<details><summary>✗ <b>${escaped(scenario.id)}</b> ${escaped(scenario.title)}</summary>`,
    "",
    preformatted(failureText(scenario)),
    "",
    "</details>",
    "",
    "",
  ].join("\n");
}

/** What a story holds is hostile: in here nothing of it is Markdown or HTML. */
function preformatted(text: string): string {
  const cut = text.length > LONGEST_FAILURE ? `${text.slice(0, LONGEST_FAILURE)} …` : text;
  return `<pre>${escaped(cut).replaceAll("\n", "&#10;")}</pre>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]|~@#:!]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function within(text: string, mostBytes: number): string {
  return Buffer.byteLength(text) <= mostBytes ? text : Buffer.from(text).subarray(0, mostBytes).toString("utf8");
}
