import type { Clock } from "../../clock/clock.ts";
import type { Fault, FaultPlan, FaultRule, HopsOf } from "../../network/faults.ts";
import type { Hop } from "../../network/hop.ts";
import type { Trace } from "../../network/trace.ts";
import {
  requireKnown,
  requireKnownMembers,
  StoryMistake,
  type StoryPlace,
  storyPlace,
} from "../../support/story-mistake.ts";
import {
  allOperations,
  type HopSource,
  type HopTarget,
  hopSources,
  hopTargets,
  type OperationName,
  type OperationsOf,
  type OwnNames,
  operationsOf,
} from "../names/hop-names.ts";

/** Hops by what they have in common; what is left out may be anything. */
export type HopPattern =
  | {
      [T in HopTarget]: { readonly source?: HopSource; readonly target: T; readonly operation?: OperationsOf[T] };
    }[HopTarget]
  | { readonly source?: HopSource; readonly target?: never; readonly operation: OperationName }
  | { readonly source: HopSource; readonly target?: never; readonly operation?: never };

/** Which of the matching hops a fault strikes. */
export interface Strikes {
  /** How many. Default: 1; all where `attempts`, `forMs` or `withBody` says which. */
  readonly times?: number;
  /** How many pass unharmed first. */
  readonly skip?: number;
  /** Their numbers, counted from 1: `[2, 3]`. In place of `times` and `skip`. */
  readonly attempts?: readonly number[];
  /** Only while so many virtual milliseconds have not passed since now, or since `afterMs`. */
  readonly forMs?: number;
  /** Only when so many virtual milliseconds have passed. */
  readonly afterMs?: number;
  /** Only those whose request holds this text, or fits: one message, one file, one job. */
  readonly withBody?: string | RegExp;
  /** The story also holds when the fault does not strike. */
  readonly optional?: boolean;
}

interface Armed {
  readonly rule: FaultRule;
  readonly place: StoryPlace;
  readonly optional: boolean;
}

const CALL = "world.faults.arm";
const HOP_MEMBERS = ["source", "target", "operation"];
const FAULT_MEMBERS = ["name", "delayMs", "error", "result", "after"];
const STRIKE_MEMBERS = ["times", "skip", "attempts", "forMs", "afterMs", "withBody", "optional"];

/** Faults as a story arms them: names are checked, and what can have no effect is refused. */
export class StoryFaults {
  readonly #plan: FaultPlan;
  readonly #clock: Clock;
  readonly #trace: Trace;
  readonly #own: () => OwnNames;
  readonly #armed: Armed[] = [];

  constructor(parts: { plan: FaultPlan; clock: Clock; trace: Trace; own: () => OwnNames }) {
    this.#plan = parts.plan;
    this.#clock = parts.clock;
    this.#trace = parts.trace;
    this.#own = parts.own;
  }

  /** The next hops that match end as `fault` says. Throws StoryMistake for a name that does not exist. */
  arm(matches: HopPattern | ((hop: Hop) => boolean), fault: Fault, strikes: Strikes = {}): FaultRule {
    requireHops(matches, this.#own());
    requireEffect(fault);
    requireStrikes(strikes);
    const { optional = false, attempts, skip = 0 } = strikes;
    const isNarrowed = strikes.forMs !== undefined || strikes.withBody !== undefined;
    const times = strikes.times ?? attempts?.length ?? (isNarrowed ? Number.POSITIVE_INFINITY : 1);
    const rule = this.#plan.arm(this.#narrowed(matches, strikes), fault, { times, skip });
    this.#armed.push({ rule, place: storyPlace(this.arm), optional });
    return rule;
  }

  /** Rules that did not strike as often as they should, with the line that armed each; endless ones must strike once. */
  unspent(): { readonly rule: FaultRule; readonly place: StoryPlace }[] {
    const unspent = new Set(this.#plan.unspent());
    return this.#armed.filter(({ rule, optional }) => !optional && unspent.has(rule));
  }

  /** What the story asks of a hop beside its names. */
  #narrowed(matches: HopPattern | ((hop: Hop) => boolean), strikes: Strikes): HopsOf | ((hop: Hop) => boolean) {
    const { attempts, forMs, afterMs = 0, withBody } = strikes;
    const from = this.#clock.now() + afterMs;
    const until = forMs === undefined ? Number.POSITIVE_INFINITY : from + forMs;
    let number = 0;
    const when = (hop: Hop): boolean => {
      const now = this.#clock.now();
      if (now < from || now >= until) return false;
      const body = (): string => this.#trace.body(hop.request)?.toString("utf8") ?? "";
      if (withBody !== undefined && !holds(body(), withBody)) return false;
      return attempts === undefined || attempts.includes(++number);
    };
    return typeof matches === "function" ? (hop) => matches(hop) && when(hop) : { ...matches, when };
  }
}

function holds(body: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? body.includes(wanted) : body.search(wanted) >= 0;
}

function requireHops(matches: unknown, own: OwnNames): void {
  if (typeof matches === "function") return;
  if (typeof matches !== "object" || matches === null)
    throw new StoryMistake(
      `${CALL}: ${JSON.stringify(matches)} would match every hop; write { target: … }, { operation: … } or a function of the hop.`,
    );
  requireKnownMembers(CALL, "member of a hop's pattern", matches, HOP_MEMBERS);
  const { source, target, operation } = matches as Partial<Record<"source" | "target" | "operation", unknown>>;
  if (source === undefined && target === undefined && operation === undefined)
    throw new StoryMistake(`${CALL}: an empty pattern would match every hop; if that is meant, write () => true.`);
  if (source !== undefined) requireKnown(CALL, "source", source, hopSources(own));
  if (target !== undefined) requireKnown(CALL, "target", target, hopTargets(own));
  requireOperation(CALL, target as string | undefined, operation, own);
}

/** Checks an operation against those for which the target is called. */
export function requireOperation(call: string, target: string | undefined, operation: unknown, own: OwnNames): void {
  if (operation === undefined) return;
  const known = target === undefined ? allOperations(own) : operationsOf(target, own);
  if (known) requireKnown(call, `operation${target === undefined ? "" : ` of ${target}`}`, operation, known);
}

function requireEffect(fault: Fault): void {
  requireKnownMembers(CALL, "member of a fault", fault, FAULT_MEMBERS);
  const { name, delayMs, error, result, after } = fault;
  const says = (what: string) => new StoryMistake(`${CALL}: the fault ${JSON.stringify(name ?? "")} ${what}.`);
  if (typeof name !== "string" || name === "") throw says("has no name, by which the trace shows it");
  if (delayMs !== undefined && !(delayMs >= 0 && Number.isFinite(delayMs)))
    throw says(`has a delayMs of ${delayMs}, which is no number of milliseconds`);
  if (error === undefined && result === undefined && !delayMs)
    throw says("has no effect: give it an error, a result or a delayMs");
  if (error !== undefined && result !== undefined) throw says("has an error and a result, and only one can be given");
  for (const [member, value] of Object.entries({ error, result }))
    if (value !== undefined && typeof value !== "function") throw says(`has ${article(member)} that is no function`);
  if (after !== undefined) requireKnown(CALL, "moment", after, ["perform"]);
}

function article(member: string): string {
  return member === "error" ? "an error" : `a ${member}`;
}

function requireStrikes(strikes: Strikes): void {
  requireKnownMembers(CALL, "option", strikes, STRIKE_MEMBERS);
  const { times, skip, attempts, forMs, afterMs, withBody } = strikes;
  const isEndless = times === Number.POSITIVE_INFINITY;
  if (times !== undefined && !isEndless && !isWhole(times, 1)) throw odd("times", times, "a whole number from 1");
  if (skip !== undefined && !isWhole(skip, 0)) throw odd("skip", skip, "a whole number from 0");
  if (attempts !== undefined && !(attempts.length > 0 && attempts.every((number) => isWhole(number, 1))))
    throw odd("attempts", attempts, "a list of whole numbers from 1");
  if (attempts !== undefined && (times !== undefined || skip !== undefined))
    throw new StoryMistake(`${CALL}: attempts says which are struck, so times and skip cannot be given beside it.`);
  if (forMs !== undefined && !(forMs > 0)) throw odd("forMs", forMs, "a positive number of milliseconds");
  if (afterMs !== undefined && !(afterMs >= 0)) throw odd("afterMs", afterMs, "a number of milliseconds from 0");
  if (withBody === "") throw odd("withBody", withBody, "a text or a regular expression that some requests do not fit");
}

function isWhole(value: number, from: number): boolean {
  return Number.isInteger(value) && value >= from;
}

function odd(option: string, value: unknown, wanted: string): StoryMistake {
  return new StoryMistake(`${CALL}: ${option} is ${JSON.stringify(value) ?? value}, and must be ${wanted}.`);
}
