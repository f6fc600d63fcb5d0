import type { JsonataExpression } from "../jsonata/expression.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import type { PathQuery } from "../query/query.ts";
import type { Template } from "../query/template.ts";
import type { Fields } from "./fields.ts";
import type { Catcher, DataPath, NextState, Retrier } from "./machine.ts";

interface BaseFields {
  readonly name: string;
  readonly jsonata: JsonataFields | undefined;
  readonly inputPath: DataPath;
  readonly outputPath: DataPath;
}

interface CallStateFields extends BaseFields {
  readonly parameters: Template | undefined;
  readonly resultSelector: Template | undefined;
  readonly resultPath: DataPath;
  readonly assign: Template | undefined;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
  readonly next: NextState;
}

const NO_PATHS = { inputPath: undefined, outputPath: undefined };
const NO_RESULT_PATHS = { parameters: undefined, resultSelector: undefined, resultPath: undefined, assign: undefined };

/** Largest MaxDelaySeconds and MaxAttempts (https://states-language.net/#retry, AWS's limits). */
const MAXIMUM_DELAY_SECONDS = 31_622_400;
const MAXIMUM_ATTEMPTS = 99_999_999;

export function parseBase(name: string, fields: Fields): BaseFields {
  if (fields.inJsonata) return { name, ...NO_PATHS, jsonata: parseJsonataFields(fields) };
  return {
    name,
    jsonata: undefined,
    inputPath: fields.dataPath("InputPath"),
    outputPath: fields.dataPath("OutputPath"),
  };
}

/** Arguments, Output and Assign; a state type that has no Arguments or no Assign asks for the others itself. */
export function parseJsonataFields(fields: Fields): JsonataFields {
  return { arguments: undefined, output: fields.jsonataTemplate("Output"), assign: fields.jsonataTemplate("Assign") };
}

/** Fields of Task, Parallel and Map. */
export function parseCallState(name: string, fields: Fields): CallStateFields {
  const retry = fields.objects("Retry").map(parseRetrier);
  const catchers = fields.objects("Catch").map(parseCatcher);
  if (fields.inJsonata) {
    const jsonata = { ...parseJsonataFields(fields), arguments: fields.jsonataTemplate("Arguments") };
    return { name, ...NO_PATHS, ...NO_RESULT_PATHS, jsonata, retry, catch: catchers, next: parseNext(fields) };
  }
  return {
    ...parseBase(name, fields),
    parameters: fields.template("Parameters"),
    resultSelector: fields.template("ResultSelector"),
    resultPath: fields.referencePath("ResultPath"),
    assign: fields.template("Assign"),
    retry,
    catch: catchers,
    next: parseNext(fields),
  };
}

/** `Next` or `End: true`: exactly one of them. */
export function parseNext(fields: Fields): NextState {
  const next = fields.text("Next");
  const end = fields.boolean("End");
  if (next !== undefined && end === true) {
    fields.problems.schema("Only one of these fields is allowed: [Next, End]", fields.location);
  } else if (next === undefined && end !== true) {
    fields.problems.schema("These fields are required: [Next]", fields.location);
  }
  return next;
}

/** A number of seconds, or the path of one: `TimeoutSeconds` or `TimeoutSecondsPath`. */
export function parseSeconds(fields: Fields, name: string): number | PathQuery | JsonataExpression | undefined {
  const expression = fields.inJsonata ? fields.jsonataExpression(name) : undefined;
  if (expression) return expression;
  const seconds = fields.number(name, { minimum: 1, maximum: 99_999_999, integer: true });
  const path = fields.inJsonata ? undefined : fields.path(`${name}Path`);
  if (seconds !== undefined && path !== undefined) {
    fields.problems.schema(`Only one of these fields is allowed: [${name}, ${name}Path]`, fields.location);
  }
  return seconds ?? path;
}

function parseRetrier(fields: Fields): Retrier {
  const retrier = {
    errorEquals: parseErrorEquals(fields),
    intervalSeconds: fields.number("IntervalSeconds", { minimum: 1, maximum: 99_999_999, integer: true }) ?? 1,
    maxAttempts: fields.number("MaxAttempts", { minimum: 0, maximum: MAXIMUM_ATTEMPTS, integer: true }) ?? 3,
    backoffRate: fields.number("BackoffRate", { minimum: 1 }) ?? 2,
    maxDelaySeconds: fields.number("MaxDelaySeconds", { minimum: 1, maximum: MAXIMUM_DELAY_SECONDS, integer: true }),
    fullJitter: parseJitter(fields),
  };
  fields.refuseOthers();
  return retrier;
}

function parseJitter(fields: Fields): boolean {
  const strategy = fields.text("JitterStrategy") ?? "NONE";
  if (strategy !== "FULL" && strategy !== "NONE") {
    fields.problems.schema("The value must be one of: [FULL, NONE]", fields.at("JitterStrategy"));
  }
  return strategy === "FULL";
}

function parseCatcher(fields: Fields): Catcher {
  const catcher = {
    errorEquals: parseErrorEquals(fields),
    next: fields.require("Next") ? (fields.text("Next") ?? "") : "",
    resultPath: fields.inJsonata ? undefined : fields.referencePath("ResultPath"),
    assign: fields.inJsonata ? undefined : fields.template("Assign"),
    jsonata: fields.inJsonata ? parseJsonataFields(fields) : undefined,
  };
  fields.refuseOthers();
  return catcher;
}

function parseErrorEquals(fields: Fields): string[] {
  if (!fields.require("ErrorEquals")) return [];
  const names = fields.texts("ErrorEquals");
  if (names.includes("States.ALL") && names.length > 1) {
    fields.problems.schema("States.ALL must be the only error name of its ErrorEquals", fields.at("ErrorEquals"));
  }
  return names;
}
