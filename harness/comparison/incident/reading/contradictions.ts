import { type Fact, type FactOf, factsOf, type Place } from "../../../scenario/facts/fact.ts";
import type { Problem } from "./form.ts";
import { isObject, jsonOf } from "./shapes/shape.ts";

/** Facts that cannot both be true, and facts of another job than the rows'. */
export function contradictions(facts: readonly Fact[]): readonly Problem[] {
  const rows = factsOf(facts, "row");
  const jobs = rows.filter(({ table }) => table === "media_processing_jobs");
  return [...differentRows(rows), ...jobs.flatMap(withinJob), ...otherJobs(facts, jobs), ...accounts(facts)];
}

function differentRows(rows: readonly FactOf<"row">[]): Problem[] {
  const known = new Map<string, FactOf<"row">>();
  const found: Problem[] = [];
  for (const row of rows) {
    const { table, columns, place } = row;
    if (columns.id === undefined) continue;
    const name = `${table} ${columns.id}`;
    const earlier = known.get(name);
    const column = earlier && Object.keys(columns).find((one) => one in earlier.columns && !same(row, earlier, one));
    if (earlier && column !== undefined) {
      const reason = `${table} row ${columns.id} has another ${column} than at ${at(earlier.place)}; rows of two moments?`;
      found.push({ place, reason });
    }
    known.set(name, row);
  }
  return found;
}

function same(one: FactOf<"row">, other: FactOf<"row">, column: string): boolean {
  return String(one.columns[column]) === String(other.columns[column]);
}

function withinJob({ columns, place }: FactOf<"row">): Problem[] {
  const found: Problem[] = [];
  const { id, listing_identity_id: listing, started_at: started, completed_at: completed, external_id: arn } = columns;
  const body = jsonOf(columns.callback_body);
  if (isObject(body)) {
    if (id !== undefined && "jobId" in body && String(body.jobId) !== String(id))
      found.push({ place, reason: `job ${id} holds a callback of job ${String(body.jobId)}` });
    const other = body.listingIdentityId;
    if (listing !== undefined && other !== undefined && String(other) !== String(listing))
      found.push({ place, reason: `job ${id} of listing ${listing} holds a callback of listing ${String(other)}` });
  }
  if (Date.parse(String(started)) > Date.parse(String(completed)))
    found.push({ place, reason: `job ${id} is completed (${completed}) before it is started (${started})` });
  const [, named] = /:finalization-\d+-(\d+)$/.exec(String(arn)) ?? [];
  if (named !== undefined && id !== undefined && named !== String(id))
    found.push({ place, reason: `job ${id} has the execution of job ${named}` });
  return found;
}

function otherJobs(facts: readonly Fact[], jobs: readonly FactOf<"row">[]): Problem[] {
  const ids = new Set(jobs.map(({ columns }) => String(columns.id)));
  if (ids.size === 0) return [];
  const found = new Map<string, { place: Place; count: number }>();
  for (const fact of facts) {
    const job = fact.kind === "log" ? fact.fields.job_id : fact.kind === "callback" ? fact.body.jobId : undefined;
    if ((typeof job !== "number" && typeof job !== "string") || job === 0 || ids.has(String(job))) continue;
    const entry = found.get(String(job)) ?? { place: fact.place, count: 0 };
    entry.count++;
    found.set(String(job), entry);
  }
  return [...found].map(([job, { place, count }]) => ({
    place,
    reason: `${count === 1 ? "a fact" : `${count} facts`} of job ${job}, of which there is no row`,
  }));
}

function accounts(facts: readonly Fact[]): Problem[] {
  const seen = new Map<string, Place>();
  for (const fact of facts) {
    const [, region, account] = /arn:aws:states:([\w-]+):(\d{12}):/.exec(JSON.stringify(fact)) ?? [];
    const name = `${account} in ${region}`;
    if (account !== undefined && !seen.has(name)) seen.set(name, fact.place);
  }
  const [first, ...others] = [...seen];
  if (!first) return [];
  return others.map(([name, place]) => ({
    place,
    reason: `another account or region (${name}) than at ${at(first[1])} (${first[0]})`,
  }));
}

const at = ({ file, line }: Place): string => `${file}:${line}`;
