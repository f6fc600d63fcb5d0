import type { OutcomeError, ScenarioOutcome, UnhandledError } from "../scenario/outcome.ts";
import type { ScenarioFailure } from "../scenario/result.ts";
import type { Palette } from "../support/palette.ts";
import { labelled, printable } from "../support/printable.ts";
import { evidenceDetails, evidenceText } from "./evidence-lines.ts";
import { expectedAndFound } from "./expected-found.ts";
import { fitted } from "./fitted-line.ts";
import { divergenceLabel } from "./model/divergence-kind.ts";
import { replicaLines } from "./replica-lines.ts";
import { isStoryFault, storyPlace } from "./story-fault.ts";
import { wrappedText } from "./wrapped-text.ts";

const INDENT = "  ";
const LABEL_WIDTH = "evidence  ".length;
/** The last events are a hint, not the trace: a long log line must not push the rest off the screen. */
const EVENT_LENGTH = 240;
/** An error that states a rule needs only its sentence. Any other is a bug in code, and its stack says where. */
const RULE_ERRORS: ReadonlySet<string> = new Set(["RuleBroken", "AssertionError", "StoryMistake"]);

/**
 * The report of a red scenario: the broken rule, expected and found, where the run first diverged, its last events,
 * file and line; the last line is the command that repeats it.
 */
export function failureBlock(
  outcome: ScenarioOutcome,
  command: string,
  paint: Palette,
  {
    remarks = [],
    columns,
  }: {
    /** Behind the rule: why a baseline does not excuse it. */
    readonly remarks?: readonly string[];
    /** Of the terminal; undefined where lines may be as long as they like. */
    readonly columns?: number | undefined;
  } = {},
): string {
  const failure = outcome.result?.failure;
  const lines = [
    ...(failure === undefined ? [] : failureLines(failure, paint, columns)),
    ...(failure?.replica === undefined ? [] : replicaLines(failure.replica)),
    ...remarks,
    ...evidenceOf(outcome, paint),
    ...outcome.errors.filter((error, index) => !isAlreadyShown(error, index, failure)).flatMap(errorLines),
    ...(failure?.place === undefined ? [] : [labelled("at", failure.place, LABEL_WIDTH)]),
  ];
  return [
    ...headLines(outcome, paint, columns),
    ...lines
      .flatMap((line) => line.split("\n"))
      .flatMap((line) => fitted((INDENT + line).trimEnd(), columns, INDENT.length + LABEL_WIDTH)),
    INDENT + paint.cyan(command),
  ].join("\n");
}

/** An error that belongs to no scenario; it may have been one of the file that ran then. */
export function unhandledErrorBlock(error: UnhandledError, paint: Palette): string {
  const during = isStoryFault(error) ? "" : error.while === undefined ? "" : `, while ${error.while} ran`;
  const command = error.while === undefined ? [] : [INDENT + paint.cyan(`npm run scenario -- ${error.while}`)];
  const lines = errorLines(error).flatMap((line) => line.split("\n"));
  return [
    isStoryFault(error)
      ? `${paint.red("✗")} ${paint.bold(error.while ?? "")}  left a promise behind that nobody awaits, and it was rejected`
      : `${paint.red("✗")} ${paint.bold("outside any scenario")}${during}`,
    ...lines.map((line) => INDENT + line),
    ...(isStoryFault(error) ? [INDENT + labelled("mend", awaitWhere(error), LABEL_WIDTH)] : []),
    ...command,
  ].join("\n");
}

function awaitWhere(error: UnhandledError): string {
  const place = storyPlace(error);
  return place === undefined ? "await what the story expects or does" : `put await in front of what begins at ${place}`;
}

/** The first error is the failure itself; what follows it (cleaning up, for example) is shown too. */
function isAlreadyShown(error: OutcomeError, index: number, failure: ScenarioFailure | undefined): boolean {
  return failure !== undefined && index === 0 && RULE_ERRORS.has(error.name);
}

/** In a narrow terminal the title has lines of its own. */
function headLines(outcome: ScenarioOutcome, paint: Palette, columns: number | undefined): string[] {
  const { id, title, result } = outcome;
  const head = `${paint.red("✗")} ${paint.bold(id)}`;
  const system = result === undefined ? "" : `  (${result.system}, seed ${result.seed})`;
  const width = "✗ ".length + id.length + "  ".length + title.length + system.length;
  if (columns === undefined || width <= columns) return [`${head}  ${title}${paint.dim(system)}`];
  return [`${head}${paint.dim(system)}`, ...wrappedText(title, columns - INDENT.length).map((line) => INDENT + line)];
}

function failureLines(failure: ScenarioFailure, paint: Palette, columns: number | undefined): string[] {
  const { rule, mistake, expected, found, answer, perhaps, divergence, lastEvents } = failure;
  const eventLength = Math.min(EVENT_LENGTH, 2 * (columns ?? EVENT_LENGTH));
  return [
    labelled(mistake ? "mistake" : "rule", rule, LABEL_WIDTH),
    ...expectedAndFound(expected, found, { paint, labelWidth: LABEL_WIDTH }),
    ...(answer === undefined ? [] : [labelled("answer", answer, LABEL_WIDTH)]),
    ...(perhaps === undefined ? [] : [labelled("perhaps", perhaps, LABEL_WIDTH)]),
    ...(divergence === undefined
      ? []
      : [
          labelled(
            divergenceLabel(divergence.event),
            `at ${divergence.at}, event ${divergence.sequence}: ${divergence.event}`,
            LABEL_WIDTH,
          ),
        ]),
    ...(lastEvents.length === 0
      ? []
      : ["last events", ...lastEvents.map((event) => INDENT + printable(event, eventLength))]),
  ];
}

function evidenceOf(outcome: ScenarioOutcome, paint: Palette): string[] {
  const evidence = outcome.result?.evidence;
  if (evidence === undefined) return [];
  const details = evidenceDetails(evidence, paint).map((line) => INDENT + line);
  return [labelled("evidence", evidenceText(evidence), LABEL_WIDTH), ...details];
}

function errorLines(error: OutcomeError): string[] {
  return [labelled("error", error.message, LABEL_WIDTH), ...error.frames.map((frame) => `${INDENT}at ${frame}`)];
}
