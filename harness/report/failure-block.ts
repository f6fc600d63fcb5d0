import type { OutcomeError, ScenarioOutcome, UnhandledError } from "../scenario/outcome.ts";
import type { ScenarioFailure } from "../scenario/result.ts";
import type { Palette } from "../support/palette.ts";
import { labelled, printable } from "../support/printable.ts";
import { evidenceDetails, evidenceText } from "./evidence-lines.ts";
import { divergenceLabel } from "./model/divergence-kind.ts";
import { replicaLines } from "./replica-lines.ts";

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
  /** Behind the rule: why a baseline does not excuse it. */
  remarks: readonly string[] = [],
): string {
  const failure = outcome.result?.failure;
  const lines = [
    ...(failure === undefined ? [] : failureLines(failure)),
    ...(failure?.replica === undefined ? [] : replicaLines(failure.replica)),
    ...remarks,
    ...evidenceOf(outcome, paint),
    ...outcome.errors.filter((error, index) => !isAlreadyShown(error, index, failure)).flatMap(errorLines),
    ...(failure?.place === undefined ? [] : [labelled("at", failure.place, LABEL_WIDTH)]),
  ];
  return [
    `${paint.red("✗")} ${paint.bold(outcome.id)}  ${outcome.title}${systemOf(outcome, paint)}`,
    ...lines.flatMap((line) => line.split("\n")).map((line) => (INDENT + line).trimEnd()),
    INDENT + paint.cyan(command),
  ].join("\n");
}

/** An error that belongs to no scenario; it may have been one of the file that ran then. */
export function unhandledErrorBlock(error: UnhandledError, paint: Palette): string {
  const during = error.while === undefined ? "" : `, while ${error.while} ran`;
  const command = error.while === undefined ? [] : [INDENT + paint.cyan(`npm run scenario -- ${error.while}`)];
  const lines = errorLines(error).flatMap((line) => line.split("\n"));
  return [
    `${paint.red("✗")} ${paint.bold("outside any scenario")}${during}`,
    ...lines.map((line) => INDENT + line),
    ...command,
  ].join("\n");
}

/** The first error is the failure itself; what follows it (cleaning up, for example) is shown too. */
function isAlreadyShown(error: OutcomeError, index: number, failure: ScenarioFailure | undefined): boolean {
  return failure !== undefined && index === 0 && RULE_ERRORS.has(error.name);
}

function systemOf(outcome: ScenarioOutcome, paint: Palette): string {
  return outcome.result === undefined ? "" : paint.dim(`  (${outcome.result.system}, seed ${outcome.result.seed})`);
}

function failureLines(failure: ScenarioFailure): string[] {
  const { rule, mistake, expected, found, perhaps, divergence, lastEvents } = failure;
  return [
    labelled(mistake ? "mistake" : "rule", rule, LABEL_WIDTH),
    ...(expected === undefined ? [] : [labelled("expected", expected, LABEL_WIDTH)]),
    ...(found === undefined ? [] : [labelled("found", found, LABEL_WIDTH)]),
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
      : ["last events", ...lastEvents.map((event) => INDENT + printable(event, EVENT_LENGTH))]),
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
