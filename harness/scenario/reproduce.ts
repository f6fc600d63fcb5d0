import type { BackendName } from "../cloud/backends/cloud.ts";
import type { LogEvent } from "../network/trace.ts";
import type { World } from "../world/world.ts";
import type { Evidence } from "./evidence.ts";
import type { EvidenceDifference, EvidenceSummary } from "./result.ts";

/** Status of the listing that the report's job row implies: docs/contract/incident-28.md 2. */
const STATUS_AFTER_COMPLETE = 7;

/** Log fields that no run can repeat, with the reason. */
const NOT_COMPARABLE: Readonly<Record<string, string>> = {
  duration: "how long the real machine took, in nanoseconds",
  remote_addr: "removed from the report: an address and a port",
  client_ip: "removed from the report: an address",
};

const TIME = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?$/;
/** Go's client speaks HTTP/2 where there is TLS. */
const [GO_OVER_HTTPS, GO_OVER_HTTP] = ["Go-http-client/2.0", "Go-http-client/1.1"];

/**
 * Compares a run with an incident's evidence field by field: job rows (callback bodies byte for byte), the execution's
 * ARN, the request's log lines, the answer, the derived keys, the absence of a ZIP, the listing.
 */
export async function compareWithEvidence(world: World, evidence: Evidence): Promise<EvidenceSummary> {
  const comparison = new Comparison(world.cloud.backend);
  const jobs = await world.database.rows("media_processing_jobs");
  for (const expected of evidence.jobs) {
    const found: Readonly<Record<string, unknown>> = jobs.find(({ id }) => id === expected.id) ?? {};
    for (const [name, value] of Object.entries(expected)) {
      if (name === "callback_body") continue;
      const column = name === "callback_body_raw" ? "callback_body" : name;
      comparison.field(`job ${expected.id}: ${column}`, value, found[column]);
    }
  }
  comparison.field("jobs in the table", evidence.jobs.length, jobs.length);
  compareLogs(comparison, evidence, world.logs("server"));
  await compareState(comparison, evidence, world);
  return comparison.summary();
}

function compareLogs(comparison: Comparison, evidence: Evidence, logs: readonly LogEvent[]): void {
  const found = linesOfRequest(logs, evidence);
  comparison.field("log lines of the request", evidence.logs.length, found.length);
  for (const [index, line] of evidence.logs.entries()) {
    const label = `log line ${index + 1} (${line.msg})`;
    const event = found[index];
    const fields = new Map(event?.fields.map(([name, value]) => [name, value]));
    const { time, level, msg, ...expected } = line;
    comparison.field(`${label}: time, to the millisecond`, toMillisecond(time), event && isoTime(event.at));
    comparison.field(`${label}: level`, level, event?.level);
    comparison.field(`${label}: msg`, msg, event?.message);
    for (const [name, value] of Object.entries(expected)) {
      const reason = NOT_COMPARABLE[name];
      if (reason !== undefined) comparison.skip(`${label}: ${name}`, reason, value, fields.get(name));
      else comparison.field(`${label}: ${name}`, value, fields.get(name));
    }
    for (const name of fields.keys()) {
      if (name in expected) continue;
      const reason = NOT_COMPARABLE[name];
      if (reason !== undefined) comparison.skip(`${label}: ${name}`, reason, undefined, fields.get(name));
      else comparison.field(`${label}: ${name}`, undefined, fields.get(name));
    }
  }
  comparison.skip("log times below the millisecond", "the world's clock counts milliseconds");
}

/** From the request's first line, which has no id yet, to its access line. */
function linesOfRequest(logs: readonly LogEvent[], evidence: Evidence): LogEvent[] {
  const named = (event: LogEvent): boolean =>
    event.fields.some(([name, value]) => name === "request_id" && value === evidence.requestId);
  const first = logs.findIndex(named);
  if (first < 0) return [];
  let begin = first;
  while (begin > 0 && logs[begin]?.message !== "Request received") begin--;
  return logs
    .slice(begin)
    .filter((event) => named(event) || !event.fields.some(([name]) => name === "request_id"))
    .slice(0, logs.slice(begin).findIndex((event) => event.message === "HTTP Request" && named(event)) + 1);
}

async function compareState(comparison: Comparison, evidence: Evidence, world: World): Promise<void> {
  const callback = world.callbacks().at(-1)?.event;
  comparison.field("answer to the callback: status", "200", callback?.outcome);
  comparison.field("answer to the callback: bytes", 45, callback?.response?.bytes);
  const executions = (await world.executions()).map(({ arn }) => arn);
  comparison.field(
    "execution of the finalization",
    evidence.executionArn,
    executions.find((arn) => arn === evidence.executionArn),
  );
  const keys = new Set((await world.objects()).map(({ key }) => key));
  for (const asset of evidence.derived.assets) {
    for (const key of Object.values(asset.variants))
      comparison.field("derived object", key, keys.has(key) ? key : undefined);
  }
  const zips = [...keys].filter((key) => key.endsWith(".zip"));
  comparison.field("ZIP objects", "none", zips.join(", ") || "none");
  const [listing] = await world.database.rows("listing_versions", { listing_identity_id: evidence.listingIdentityId });
  comparison.field("listing status", STATUS_AFTER_COMPLETE, listing?.status);
}

class Comparison {
  readonly #agreed: { field: string; value: string }[] = [];
  readonly #different: EvidenceDifference[] = [];
  readonly #notComparable: EvidenceSummary["notComparable"][number][] = [];
  readonly #backend: BackendName;

  constructor(backend: BackendName) {
    this.#backend = backend;
  }

  field(field: string, expected: unknown, found: unknown): void {
    const [known, seen] = [show(expected), show(found)];
    const reason = this.#backend === "embedded" ? undefined : elsewhere(known, seen);
    if (reason !== undefined) this.skip(field, reason, expected, found);
    else if (known === seen) this.#agreed.push({ field, value: known });
    else this.#different.push({ field, expected: known, found: seen });
  }

  skip(field: string, reason: string, ...[expected, found]: readonly unknown[]): void {
    this.#notComparable.push({
      field,
      reason,
      ...(expected !== undefined && { expected: show(expected) }),
      ...(found !== undefined && { found: show(found) }),
    });
  }

  summary(): EvidenceSummary {
    return {
      same: this.#agreed.length,
      agreed: this.#agreed,
      different: this.#different,
      notComparable: this.#notComparable,
    };
  }
}

/** Why a value cannot be the incident's in a container on this machine; undefined when it can. */
function elsewhere(expected: string, found: string): string | undefined {
  if (TIME.test(expected) && TIME.test(found)) return "the clock is real there";
  if (expected === GO_OVER_HTTPS && found === GO_OVER_HTTP) return "the callback crosses plain HTTP there";
  return undefined;
}

function show(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const isoTime = (at: number): string => new Date(at).toISOString();

const toMillisecond = (time: string): string => time.replace(/(\.\d{3})\d*Z$/, "$1Z");
