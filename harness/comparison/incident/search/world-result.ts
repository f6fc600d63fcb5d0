import { createHash } from "node:crypto";
import type { DefectId } from "../../../../system/defects.ts";
import type { RevisionName } from "../../../../system/revisions.ts";
import { normalForm } from "../../../scenario/facts/normal-form.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";
import type { FactsComparison } from "../../../scenario/facts/tally.ts";
import type { StepName } from "../inference/plan.ts";
import type { Departure } from "./departure.ts";

/** A world of the search, by what makes it. */
export interface Candidate {
  readonly revision: RevisionName;
  readonly departures: readonly Departure[];
}

/** What became of a candidate. */
export interface WorldResult extends Candidate {
  /** Place in the order of the search, from 0. */
  readonly number: number;
  readonly comparison: FactsComparison;
  /** The same for worlds of which nobody can see a difference. */
  readonly fingerprint: string;
  readonly asked: ReadonlySet<DefectId>;
  /** Every kind of request in it: source, target and operation. */
  readonly hops: ReadonlySet<string>;
  /** The steps to which the story came. */
  readonly reached: ReadonlySet<StepName>;
  /** Kept of worlds that fit. */
  readonly seen?: Seen;
  /** The server refused to start, and why. */
  readonly refused?: string;
}

export function nameOf({ revision, departures }: Candidate): string {
  return [revision, ...departures.map(({ id }) => id)].join(" + ");
}

export function fits({ comparison }: WorldResult): boolean {
  return comparison.different.length === 0 && comparison.same > 0;
}

/** Of everything that can be looked up. */
export function fingerprintOf(seen: Seen): string {
  const { rows, logs, callbacks, executions, keys, answers, messages } = seen;
  const looked = [
    [...rows].map(([table, all]) => [table, normalForm(all)]),
    logs.map(({ source, level, message, fields }) => [source, level, message, normalForm(Object.fromEntries(fields))]),
    callbacks.map(({ text, status }) => [normalForm(text), status]),
    executions.map(({ arn, status, events }) => [normalForm(arn), status, events]),
    [...keys],
    answers.map(({ method, path, status, text }) => [method, path, status, normalForm(text)]),
    messages.map(normalForm),
  ];
  return createHash("sha256").update(JSON.stringify(looked)).digest("hex").slice(0, 16);
}
