import type { Cell, Fact, Place } from "../../../scenario/facts/fact.ts";
import { cutJson } from "../reading/cut-json.ts";
import { isObject, jsonOf } from "../reading/shapes/shape.ts";

export interface FoundJob {
  readonly id: number;
  readonly kind: "process" | "complete" | undefined;
  /** Why it is of this kind. */
  readonly reason: string;
  readonly place: Place;
  /** When a person asked for it, in milliseconds since the epoch. */
  readonly askedAt?: number;
  /** When its last callback was applied. */
  readonly endedAt?: number;
}

interface Clue {
  readonly job: number;
  readonly place: Place;
  readonly kind?: "process" | "complete";
  readonly reason?: string;
  readonly askedAt?: number | undefined;
  readonly endedAt?: number | undefined;
}

/** The jobs that facts speak of, in the order of their ids. */
export function inferJobs(facts: readonly Fact[], listing: number): readonly FoundJob[] {
  const jobs = new Map<number, FoundJob>();
  for (const clue of facts.flatMap((fact) => cluesOf(fact, listing))) {
    const known = jobs.get(clue.job);
    const place = known?.kind === undefined && clue.kind !== undefined ? clue.place : (known?.place ?? clue.place);
    const askedAt = earliest(known?.askedAt, clue.askedAt);
    const endedAt = clue.endedAt ?? known?.endedAt;
    jobs.set(clue.job, {
      id: clue.job,
      kind: known?.kind ?? clue.kind,
      reason: known?.kind === undefined ? (clue.reason ?? known?.reason ?? "") : known.reason,
      place,
      ...(askedAt !== undefined && { askedAt }),
      ...(endedAt !== undefined && { endedAt }),
    });
  }
  return [...jobs.values()].toSorted((a, b) => a.id - b.id);
}

function cluesOf(fact: Fact, listing: number): Clue[] {
  const { place } = fact;
  switch (fact.kind) {
    case "row":
      return fact.table === "media_processing_jobs" ? cluesOfRow(fact.columns, place, listing) : [];
    case "callback":
      return cluesOfBody(fact.body, place);
    case "message":
      return cluesOfBody(jsonOf(fact.body), place);
    case "execution": {
      const named = ofArn(fact.arn, place, listing);
      return named.length > 0 ? named : cluesOfBody(jsonOf(fact.input), place);
    }
    case "log": {
      const job = Number(fact.fields.job_id);
      if (!Number.isInteger(job) || job <= 0) return [];
      const at = fact.at === undefined ? undefined : Date.parse(fact.at);
      if (fact.message === "service.media.process.started")
        return [{ job, place, kind: "process", reason: "the log says that its processing was started", askedAt: at }];
      if (
        fact.message.startsWith("service.media.complete") ||
        fact.message.startsWith("adapter.stepfunctions.start_execution")
      )
        return [{ job, place, kind: "complete", reason: "the log of “complete” names it", askedAt: at }];
      if (fact.message.startsWith("lambda.zip"))
        return [{ job, place, kind: "complete", reason: "the ZIP is made for it" }];
      return [{ job, place }];
    }
    default:
      return [];
  }
}

function cluesOfRow(columns: Readonly<Record<string, Cell>>, place: Place, listing: number): Clue[] {
  const job = Number(columns.id);
  if (!Number.isInteger(job) || (columns.listing_identity_id ?? listing) !== listing) return [];
  const timed = { endedAt: instant(columns.completed_at), askedAt: instant(columns.created_at) };
  const arn = ofArn(String(columns.external_id ?? ""), place, listing);
  const started = instant(columns.started_at);
  if (arn.length > 0) return arn.map((clue) => ({ ...clue, job, ...timed, askedAt: timed.askedAt ?? started }));
  if (columns.provider === "STEP_FUNCTIONS_FINALIZATION") {
    const reason = "its provider is that of finalizations";
    return [{ job, place, kind: "complete", reason, ...timed, askedAt: timed.askedAt ?? started }];
  }
  const text = columns.callback_body;
  const whole = jsonOf(text) ?? (typeof text === "string" ? cutJson(text) : undefined);
  const [body] = cluesOfBody(whole, place);
  return [{ ...body, job, place, ...timed }];
}

function ofArn(arn: string, place: Place, listing: number): Clue[] {
  const [, of, job] = /:finalization-(\d+)-(\d+)$/.exec(arn) ?? [];
  if (job === undefined || Number(of) !== listing) return [];
  return [{ job: Number(job), place, kind: "complete", reason: "its execution has the name that “complete” gives" }];
}

function cluesOfBody(body: unknown, place: Place): Clue[] {
  if (!isObject(body)) return [];
  const job = Number(body.jobId);
  if (!Number.isInteger(job)) return [];
  if ("zipBundles" in body || "assetsZipped" in body || body.provider === "STEP_FUNCTIONS_FINALIZATION")
    return [{ job, place, kind: "complete", reason: "its callback speaks of a ZIP" }];
  const results = [body.outputs, body.assets].find(Array.isArray) ?? [];
  if (results.some((one) => isObject(one) && String(one.rawKey ?? one.key).includes("/processed/")))
    return [{ job, place, kind: "complete", reason: "it was given processed keys" }];
  if (results.length > 0 && "outputs" in body)
    return [{ job, place, kind: "process", reason: "its results are of raw keys" }];
  return [{ job, place }];
}

/** Milliseconds since the epoch; MySQL's instants, which name no zone, are UTC. */
export function instant(value: Cell | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  const hasZone = /Z$|[+-]\d\d(:?\d\d)?$/.test(value.slice(10));
  const at = Date.parse(`${value.replace(" ", "T")}${hasZone ? "" : "Z"}`);
  return Number.isNaN(at) ? undefined : at;
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
