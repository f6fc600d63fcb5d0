import type { JsonataExpression } from "../jsonata/expression.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import {
  DEFAULT_BACKOFF_RATE,
  DEFAULT_RETRY_ATTEMPTS,
  DEFAULT_RETRY_INTERVAL_SECONDS,
  MAXIMUM_RETRY_ATTEMPTS,
  MAXIMUM_RETRY_DELAY_SECONDS,
  MAXIMUM_SECONDS,
  MAXIMUM_VARIABLE_NAME_CHARACTERS,
  MINIMUM_BACKOFF_RATE,
  MINIMUM_RETRY_ATTEMPTS,
  MINIMUM_RETRY_DELAY_SECONDS,
  MINIMUM_RETRY_INTERVAL_SECONDS,
  MINIMUM_TIMEOUT_SECONDS,
} from "../limits.ts";
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
  checkVariableNames(fields);
  return { arguments: undefined, output: fields.jsonataTemplate("Output"), assign: fields.jsonataTemplate("Assign") };
}

/** Fields of Task, Parallel and Map. */
export function parseCallState(name: string, fields: Fields): CallStateFields {
  const retry = fields.objects("Retry").map(parseRetrier);
  const catchers = fields.objects("Catch").map(parseCatcher);
  checkCatchAlls(fields, "Retry", retry);
  checkCatchAlls(fields, "Catch", catchers);
  if (fields.inJsonata) {
    const jsonata = { ...parseJsonataFields(fields), arguments: fields.jsonataTemplate("Arguments") };
    return { name, ...NO_PATHS, ...NO_RESULT_PATHS, jsonata, retry, catch: catchers, next: parseNext(fields) };
  }
  return {
    ...parseBase(name, fields),
    parameters: fields.template("Parameters"),
    resultSelector: fields.template("ResultSelector"),
    resultPath: fields.referencePath("ResultPath"),
    assign: parseAssign(fields),
    retry,
    catch: catchers,
    next: parseNext(fields),
  };
}

/** `Next` or `End: true`: exactly one of them. */
export function parseNext(fields: Fields): NextState {
  const next = fields.text("Next");
  const end = fields.boolean("End");
  if (!fields.has("Next") && end === false)
    fields.problems.schema(`This object should have only one of the following fields: [Next, End]`, fields.location);
  else if (end !== false) fields.exactlyOne("Next", "End");
  return next;
}

/** A number of seconds, or the path of one: `TimeoutSeconds` or `TimeoutSecondsPath`. */
export function parseSeconds(fields: Fields, name: string): number | PathQuery | JsonataExpression | undefined {
  const expression = fields.inJsonata ? fields.jsonataExpression(name) : undefined;
  if (expression) return expression;
  const seconds = fields.number(name, { minimum: MINIMUM_TIMEOUT_SECONDS, maximum: MAXIMUM_SECONDS, integer: true });
  if (fields.inJsonata) return seconds;
  fields.atMostOne(name, `${name}Path`);
  return seconds ?? fields.singlePath(`${name}Path`);
}

function parseRetrier(fields: Fields): Retrier {
  const retrier = {
    errorEquals: parseErrorEquals(fields),
    intervalSeconds:
      fields.number("IntervalSeconds", {
        minimum: MINIMUM_RETRY_INTERVAL_SECONDS,
        maximum: MAXIMUM_SECONDS,
        integer: true,
      }) ?? DEFAULT_RETRY_INTERVAL_SECONDS,
    maxAttempts:
      fields.number("MaxAttempts", {
        minimum: MINIMUM_RETRY_ATTEMPTS,
        maximum: MAXIMUM_RETRY_ATTEMPTS,
        integer: true,
      }) ?? DEFAULT_RETRY_ATTEMPTS,
    backoffRate: fields.number("BackoffRate", { minimum: MINIMUM_BACKOFF_RATE }) ?? DEFAULT_BACKOFF_RATE,
    maxDelaySeconds: fields.number("MaxDelaySeconds", {
      minimum: MINIMUM_RETRY_DELAY_SECONDS,
      maximum: MAXIMUM_RETRY_DELAY_SECONDS,
      integer: true,
    }),
    fullJitter: fields.oneOf("JitterStrategy", ["NONE", "FULL"]) === "FULL",
  };
  fields.refuseOthers();
  return retrier;
}

function parseCatcher(fields: Fields): Catcher {
  const catcher = {
    errorEquals: parseErrorEquals(fields),
    next: fields.require("Next") ? (fields.text("Next") ?? "") : "",
    resultPath: fields.inJsonata ? undefined : fields.referencePath("ResultPath"),
    assign: fields.inJsonata ? undefined : parseAssign(fields),
    jsonata: fields.inJsonata ? parseJsonataFields(fields) : undefined,
  };
  fields.refuseOthers();
  return catcher;
}

function parseErrorEquals(fields: Fields): string[] {
  return fields.require("ErrorEquals") ? fields.texts("ErrorEquals") : [];
}

function checkCatchAlls(
  fields: Fields,
  list: "Retry" | "Catch",
  entries: readonly { readonly errorEquals: readonly string[] }[],
): void {
  for (const [index, { errorEquals }] of entries.entries()) {
    if (!errorEquals.includes("States.ALL") || (errorEquals.length === 1 && index === entries.length - 1)) continue;
    fields.problems.schema(
      "States.ALL must appear alone and at end of list",
      fields.at(`${list}[${index}]/ErrorEquals`),
    );
  }
}

/** `Assign` of a JSONPath state, a choice or a catcher. */
export function parseAssign(fields: Fields): Template | undefined {
  checkVariableNames(fields);
  return fields.template("Assign");
}

const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

function checkVariableNames(fields: Fields): void {
  for (const key of fields.object("Assign")?.keys() ?? []) {
    const name = fields.inJsonata || !key.endsWith(".$") ? key : key.slice(0, -2);
    const at = fields.at(`Assign/${key}`);
    if (name === "states") {
      fields.problems.error("RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'.", at);
    } else if (!VARIABLE_NAME.test(name)) {
      const message = `Invalid variable name '${name}': the variable name contains invalid characters.`;
      fields.problems.error("INVALID_VARIABLE_NAME", message, at);
    } else if (name.length > MAXIMUM_VARIABLE_NAME_CHARACTERS) {
      const message = `Invalid variable name '${name}': the variable name exceeds ${MAXIMUM_VARIABLE_NAME_CHARACTERS} characters.`;
      fields.problems.error("INVALID_VARIABLE_NAME", message, at);
    }
  }
}
