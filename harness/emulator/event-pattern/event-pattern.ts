import { BlockList, isIP } from "node:net";
import type { AwsError } from "../gateway/aws-error.ts";

/** Whether an event fits; compiled once for each mapping, rule, subscription. */
export type EventPattern = (event: unknown) => boolean;

type Rule = (value: unknown) => boolean;
type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A pattern that cannot be read: why, in one sentence, for the service's own words. */
class InvalidPattern extends Error {}

const invalid = (why: string) => new InvalidPattern(why);

/**
 * Compiles an event pattern: objects name members, arrays the values that one of them may have
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html). Throws what `refusal` makes of the reason.
 */
export function compileEventPattern(text: string, refusal: (why: string) => AwsError): EventPattern {
  try {
    return compiled(text);
  } catch (error) {
    throw error instanceof InvalidPattern ? refusal(error.message) : error;
  }
}

function compiled(text: string): EventPattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalid("it is no JSON");
  }
  if (!isObject(pattern)) throw invalid("it is no JSON object");
  return members(pattern);
}

/** All members must fit; `$or` holds alternatives. */
function members(pattern: Members): EventPattern {
  const rules = Object.entries(pattern).map(([name, wanted]): EventPattern => {
    if (name === "$or" && Array.isArray(wanted) && wanted.every(isObject)) {
      const alternatives = wanted.map(members);
      return (event) => alternatives.some((alternative) => alternative(event));
    }
    if (isObject(wanted)) {
      const inner = members(wanted);
      return (event) => isObject(event) && anyOf(event[name], (value) => inner(value));
    }
    if (!Array.isArray(wanted) || wanted.length === 0) throw invalid(`"${name}" must be an object or a nonempty array`);
    const values = wanted.map((value) => rule(name, value));
    return (event) => {
      const value = isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
      return values.some((fits) => anyOf(value, fits));
    };
  });
  return (event) => rules.every((fits) => fits(event));
}

/** One element of an array is enough. */
function anyOf(value: unknown, fits: Rule): boolean {
  return Array.isArray(value) ? value.some(fits) : fits(value);
}

function rule(name: string, wanted: unknown): Rule {
  if (!isObject(wanted)) return (value) => value === wanted;
  const [[kind = "", operand] = [], ...others] = Object.entries(wanted);
  const compile = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!compile || others.length > 0)
    throw invalid(`"${name}" has no comparison that is known: ${JSON.stringify(wanted)}`);
  return compile(operand);
}

const text = (operand: unknown): string => {
  if (typeof operand === "string") return operand;
  throw invalid(`${JSON.stringify(operand)} must be a string`);
};

const KINDS: Readonly<Record<string, (operand: unknown) => Rule>> = {
  exists: (operand) => {
    if (typeof operand !== "boolean") throw invalid("exists must be true or false");
    return (value) => (value !== undefined) === operand;
  },
  prefix: (operand) => {
    if (isObject(operand)) return ignoringCase(operand, (value, wanted) => value.startsWith(wanted));
    const wanted = text(operand);
    return (value) => typeof value === "string" && value.startsWith(wanted);
  },
  suffix: (operand) => {
    if (isObject(operand)) return ignoringCase(operand, (value, wanted) => value.endsWith(wanted));
    const wanted = text(operand);
    return (value) => typeof value === "string" && value.endsWith(wanted);
  },
  "equals-ignore-case": (operand) => {
    const wanted = text(operand).toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === wanted;
  },
  wildcard: (operand) => {
    const wanted = text(operand);
    if (wanted.includes("**")) throw invalid(`Consecutive wildcard characters at pos ${wanted.indexOf("**") + 1}`);
    const parts = wanted.split("*");
    return (value) => typeof value === "string" && fitsWildcard(value, parts);
  },
  numeric: numericRule,
  cidr: (operand) => {
    const wanted = text(operand);
    const [address = "", bits] = wanted.split("/");
    const family = isIP(address);
    if (family === 0 || bits === undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) {
      throw invalid(`${JSON.stringify(operand)} must be an address and a number of bits`);
    }
    const network = new BlockList();
    network.addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
    return (value) =>
      typeof value === "string" && isIP(value) === family && network.check(value, family === 4 ? "ipv4" : "ipv6");
  },
  "anything-but": (operand) => {
    const refused = [operand].flat().flatMap((value) => (isObject(value) ? refusals(value) : [rule("", value)]));
    return (value) => value !== undefined && !refused.some((fits) => fits(value));
  },
};

/** `{"prefix": "a"}`, `{"prefix": ["a", "b"]}`: one rule for each text. */
function refusals(wanted: Members): Rule[] {
  return Object.entries(wanted).flatMap(([kind, operands]) =>
    [operands].flat().map((operand) => rule("anything-but", { [kind]: operand })),
  );
}

function ignoringCase(operand: Members, compare: (value: string, wanted: string) => boolean): Rule {
  const wanted = text(operand["equals-ignore-case"]).toLowerCase();
  return (value) => typeof value === "string" && compare(value.toLowerCase(), wanted);
}

/** `["parts", "of", "text"]` with anything between them. No regular expression: it could be slow without end. */
function fitsWildcard(value: string, [first = "", ...others]: readonly string[]): boolean {
  if (others.length === 0) return value === first;
  const last = others.at(-1) ?? "";
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= value.length - last.length;
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** `[">", 0, "<=", 5]` */
function numericRule(operand: unknown): Rule {
  const terms: unknown[] = Array.isArray(operand) ? operand : [];
  const comparisons: ((value: number) => boolean)[] = [];
  for (let index = 0; index < terms.length; index += 2) {
    const compare = Object.hasOwn(COMPARISONS, String(terms[index])) ? COMPARISONS[String(terms[index])] : undefined;
    const bound = terms[index + 1];
    if (!compare || typeof bound !== "number") throw invalid(`numeric must be like [">", 0, "<=", 5]`);
    comparisons.push((value) => compare(value, bound));
  }
  if (comparisons.length === 0) throw invalid("numeric must name a comparison");
  return (value) => typeof value === "number" && comparisons.every((fits) => fits(value));
}
