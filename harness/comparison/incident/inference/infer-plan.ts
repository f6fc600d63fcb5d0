import { type Fact, type FactOf, factsOf, type Place } from "../../../scenario/facts/fact.ts";
import { decisionsOf, withEnding } from "./infer-ending.ts";
import { inferFiles } from "./infer-files.ts";
import { type FoundJob, inferJobs, instant } from "./infer-jobs.ts";
import { type Inferred, isOfOwner, type Plan, type Step, type StepName } from "./plan.ts";

/** Virtual time that an upload and the processing of it may take before what is known of them. */
const BEFORE_MS = 10_000;
const DEFAULT_START = "2025-12-03T10:00:00Z";

const PATHS: Readonly<Record<string, StepName>> = {
  "/api/v2/listings/media/uploads/process": "process",
  "/api/v2/listings/media/uploads/complete": "complete",
  "/api/v2/listings/media/approve": "approve",
};

/** What people did, and what of that nobody states. */
export function inferPlan(facts: readonly Fact[]): { readonly plan: Plan; readonly inferred: readonly Inferred[] } {
  const inferred: Inferred[] = [];
  const listing = inferListing(facts, inferred);
  const { files, inferred: ofFiles } = inferFiles(facts, listing);
  const jobs = inferJobs(facts, listing);
  const steps = inferSteps(facts, jobs, listing, inferred);
  const account = inferAccount(facts, inferred);
  const first = steps.find(({ at }) => at !== undefined)?.at;
  const startAt = first === undefined ? DEFAULT_START : new Date(first - BEFORE_MS).toISOString();
  if (first === undefined)
    inferred.push({ what: "start of the story", value: startAt, reason: "no fact has a time; nothing depends on it" });
  else
    inferred.push({
      what: "start of the story",
      value: startAt,
      reason: `${BEFORE_MS / 1000} s before the first known step`,
    });
  const until = Math.max(...instants(facts));
  return {
    plan: {
      listing,
      ...account,
      startAt,
      files,
      steps,
      ...ownerSignedIn(facts, inferred),
      ...(Number.isFinite(until) && { until }),
    },
    inferred: [...inferred, ...ofFiles],
  };
}

/** The listing that most facts name. */
function inferListing(facts: readonly Fact[], inferred: Inferred[]): number {
  const votes = new Map<number, { count: number; place: Place }>();
  for (const { place, ...fact } of facts) {
    const text = JSON.stringify(fact);
    const named = text.matchAll(
      /listing_?identity_?id\\*"?\s*[:=]\s*\\*"?(\d{1,10})|\bfinalization-(\d{1,10})-|["\s=](\d{1,10})\/(?:raw|processed)\//gi,
    );
    for (const [, field, execution, key] of named) {
      const id = Number(field ?? execution ?? key);
      const known = votes.get(id);
      if (known) known.count++;
      else votes.set(id, { count: 1, place });
    }
  }
  const [best] = [...votes].toSorted(([, a], [, b]) => b.count - a.count);
  if (!best) {
    inferred.push({ what: "listing", value: "28", reason: "nothing names a listing; any number does" });
    return 28;
  }
  const others = [...votes.keys()].filter((id) => id !== best[0]);
  const reason =
    others.length === 0 ? "the only one that is named" : `the one most often named, before ${others.join(", ")}`;
  inferred.push({ what: "listing", value: String(best[0]), reason, place: best[1].place });
  return best[0];
}

function ownerSignedIn(facts: readonly Fact[], inferred: Inferred[]): Pick<Plan, "ownerSignedIn"> {
  const lines = factsOf(facts, "log");
  const told = lines.find(({ message }) => message.endsWith("owner_notification_enqueued"));
  // Who had no telephone at first has signed in to decide.
  if (!told || lines.some(({ message }) => message.endsWith("owner_notification.no_tokens"))) return {};
  inferred.push({
    what: "the owner",
    value: "signed in before",
    reason: "a message is sent to a telephone",
    place: told.place,
  });
  return { ownerSignedIn: true };
}

function inferAccount(facts: readonly Fact[], inferred: Inferred[]): Pick<Plan, "accountId" | "region"> {
  for (const { place, ...fact } of facts) {
    const [, region, accountId] =
      /arn:aws:(?:states|lambda|sqs):([\w-]{1,30}):(\d{12}):/.exec(JSON.stringify(fact)) ?? [];
    if (region === undefined || accountId === undefined) continue;
    inferred.push({ what: "account and region", value: `${accountId}, ${region}`, reason: "an ARN", place });
    return { accountId, region };
  }
  return {};
}

function inferSteps(
  facts: readonly Fact[],
  jobs: readonly FoundJob[],
  listing: number,
  inferred: Inferred[],
): readonly Step[] {
  const steps: Step[] = [];
  for (const [index, job] of jobs.entries()) {
    const name = job.kind ?? (index === 0 ? "process" : "complete");
    const reason = job.reason || `nothing tells its kind; a listing's first job is its processing`;
    inferred.push({ what: `job ${job.id}`, value: `made by “${name}”`, reason, place: job.place });
    if (steps.length === 0 && name === "complete") {
      const value = `job ${job.id - 1} processed the photos before`;
      inferred.push({
        what: "processing",
        value,
        reason: "“complete” needs processed photos, and no job is known for them",
      });
      const before = job.askedAt === undefined ? {} : { at: job.askedAt - 2 * BEFORE_MS };
      steps.push({ name: "process", job: job.id - 1, ...before });
    }
    const at = job.askedAt ?? (job.endedAt === undefined ? undefined : job.endedAt - BEFORE_MS);
    steps.push({ name, job: job.id, ...(at !== undefined && { at }) });
  }
  for (const [name, asked] of Map.groupBy(requests(facts, instants(facts)), ({ name: one }) => one)) {
    const further = asked.length - steps.filter((step) => step.name === name).length;
    for (const { place, at } of asked.slice(asked.length - Math.max(0, further))) {
      inferred.push({
        what: "a request",
        value: `“${name}”`,
        reason: "it was asked for and made no job that is known",
        place,
      });
      insert(steps, { name, ...(at !== undefined && { at }) });
    }
  }
  if (!steps.some(({ name }) => name === "process")) steps.unshift({ name: "process" });
  const decided = withDecisions(steps, facts);
  const failed = new Set(
    factsOf(facts, "row").flatMap(({ table, columns }) =>
      table === "media_processing_jobs" && columns.status === "FAILED" ? [Number(columns.id)] : [],
    ),
  );
  return [{ name: "upload" }, ...rejectedBetween(withEnding(decided, facts, listing, inferred), failed, inferred)];
}

/** Decisions are what log or answers say of them, in their order. */
function withDecisions(steps: readonly Step[], facts: readonly Fact[]): readonly Step[] {
  const told = [...decisionsOf(facts)];
  return steps.map((step) => (isOfOwner(step) ? { ...step, name: told.shift() ?? step.name } : step));
}

/** “Complete” makes a job again only when its first one has failed, or the owner has rejected what it made. */
function rejectedBetween(steps: readonly Step[], failed: ReadonlySet<number>, inferred: Inferred[]): readonly Step[] {
  const decisions = steps.filter(isOfOwner);
  const ordered: Step[] = [];
  for (const step of steps.filter((one) => !isOfOwner(one))) {
    const before = step.name === "complete" ? ordered.findLast(({ name }) => name === "complete") : undefined;
    const isFreed = before?.job !== undefined && failed.has(before.job);
    if (before && !isFreed && (step.job !== undefined || decisions[0]?.name === "reject")) {
      const decision = decisions.shift();
      const job = step.job === undefined ? "a second “complete” was asked for" : `job ${step.job} was made`;
      if (decision?.name !== "reject") {
        const reason = `${job} after it, which only a rejection allows`;
        inferred.push({ what: "the owner's decision", value: "rejected", reason });
      }
      ordered.push({ ...decision, name: "reject" });
    }
    ordered.push(step);
  }
  return [...ordered, ...decisions];
}

/** By its time where that is known, else at its place in the order of things. */
function insert(steps: Step[], step: Step): void {
  const order: readonly StepName[] = ["upload", "process", "complete", "reject", "approve"];
  const index = steps.findIndex(({ at, name }) =>
    at !== undefined && step.at !== undefined ? at > step.at : order.indexOf(name) > order.indexOf(step.name),
  );
  steps.splice(index < 0 ? steps.length : index, 0, step);
}

interface FoundRequest {
  readonly name: StepName;
  readonly place: Place;
  readonly at?: number;
}

/** Lines of a request's log that name its path, each at most once a request. */
const OF_REQUESTS: readonly RegExp[] = [
  /^HTTP (Request|Response|Error)$/,
  /^Request received$/,
  /^permission\.check\./,
  /^permission\.http\.check\./,
  /^permission\.middleware\./,
];

/** Lines of a request's work that do not name its path. Workers write some of them, too, so they tell of one request at most. */
const OF_WORK: readonly (readonly [line: RegExp, name: StepName])[] = [
  [/^service\.media\.complete\./, "complete"],
  [/^service\.media\.owner_approval\./, "approve"],
];

/** A browser's clock that is further from all of the server's instants is set wrong, and tells no order. */
const MOST_APART_MS = 24 * 60 * 60_000;

/** Requests of people: the fullest of log and answers, because all tell of the same. */
function requests(facts: readonly Fact[], ofServer: readonly number[]): readonly FoundRequest[] {
  const isTelling = (at: number): boolean =>
    ofServer.length === 0 || ofServer.some((one) => Math.abs(one - at) <= MOST_APART_MS);
  const lines = factsOf(facts, "log").filter(({ source }) => source === "server");
  const found = (name: StepName | undefined, { place, at }: FactOf<"log">): FoundRequest[] =>
    name === undefined ? [] : [{ name, place, ...(at !== undefined && { at: Date.parse(at) }) }];
  const logged = OF_REQUESTS.map((form) =>
    lines.filter(({ message }) => form.test(message)).flatMap((line) => found(nameInLine(line), line)),
  );
  const named = lines.filter((line) => line.fields.request_id !== undefined && nameInLine(line) !== undefined);
  const byId = [...Map.groupBy(named, ({ fields }) => fields.request_id).values()].flatMap(([line]) =>
    line ? found(nameInLine(line), line) : [],
  );
  const ofWork = OF_WORK.flatMap(([form, name]) => {
    const line = lines.find(({ message }) => form.test(message));
    return line ? found(name, line) : [];
  });
  const told = facts.flatMap((fact): FoundRequest[] => {
    if (fact.kind !== "answer" && fact.kind !== "claim") return [];
    const name = fact.path === undefined ? undefined : PATHS[fact.path];
    const at = fact.kind === "answer" && fact.at !== undefined ? Date.parse(fact.at) : Number.NaN;
    return name === undefined ? [] : [{ name, place: fact.place, ...(!Number.isNaN(at) && isTelling(at) && { at }) }];
  });
  const ways = [...logged, byId, told, ofWork];
  return [...new Set(ways.flat().map(({ name }) => name))].flatMap((name) => {
    const all = ways.map((way) => way.filter((one) => one.name === name));
    return all.toSorted((one, other) => other.length - one.length)[0] ?? [];
  });
}

/** What a line of the log says was asked for. */
function nameInLine({ fields }: FactOf<"log">): StepName | undefined {
  return PATHS[String(fields.path ?? String(fields.action).replace(/^[A-Z]+:/, ""))];
}

function instants(facts: readonly Fact[]): number[] {
  return facts
    .flatMap((fact) => {
      if (fact.kind === "log") return [fact.at];
      if (fact.kind === "row") return [fact.columns.completed_at, fact.columns.started_at, fact.columns.created_at];
      return [];
    })
    .flatMap((at) => instant(at) ?? []);
}
