import { expect } from "vitest";
import type { LogRecord } from "../../server/ports.ts";
import type { TableRow } from "../database/table-columns.ts";
import type { LogEvent } from "../network/trace.ts";
import { requireKnown, requireKnownMembers } from "../support/story-mistake.ts";
import { columnsOf as columnsOfTable } from "../world/story-side/story-database.ts";
import type { World } from "../world/world.ts";
import { calledAt } from "./called-at.ts";
import type { EvidenceFacts } from "./evidence.ts";
import { evidenceSummaries } from "./evidence-summaries.ts";
import { compareWithFacts } from "./facts/compare-with-facts.ts";
import { RuleBroken } from "./rule-broken.ts";
import { readZip } from "./zip.ts";

type LogLevel = LogRecord["level"];
const LOG_LEVELS: readonly LogLevel[] = ["DEBUG", "INFO", "WARN", "ERROR"];

/** What a ZIP entry must be: its name, and the SHA-256 of its content when that is known. */
export interface ExpectedZipEntry {
  readonly name: string;
  readonly sha256?: string;
}

interface ScenarioMatchers {
  /** The bucket holds a ZIP at `key` with exactly these entries, in this order. */
  toHaveZip(key: string, entries: readonly ExpectedZipEntry[]): Promise<void>;
  /** The bucket holds no ZIP at all. */
  toHaveNoZip(): Promise<void>;
  /** `media_processing_jobs` holds exactly these rows, each with at least these columns. */
  toHaveJobRows(rows: readonly Partial<TableRow<"media_processing_jobs">>[]): Promise<void>;
  /** Assets of the listing, by type and sequence, each with at least these columns. */
  toHaveAssets(rows: readonly Partial<TableRow<"media_assets">>[]): Promise<void>;
  /** The active version of the listing has this status number. */
  toHaveListingStatus(listingIdentityId: number, status: number): Promise<void>;
  /** The server received exactly these callbacks, in order: at least these keys in the body, and this answer. */
  toHaveCalledBack(
    callbacks: readonly { readonly body: Readonly<Record<string, unknown>>; readonly status?: number }[],
  ): Promise<void>;
  /** The server wrote no line of level WARN or ERROR, except those whose message is listed. */
  toHaveQuietLogs(exceptMessages?: readonly string[]): Promise<void>;
  /** The server wrote a line with this message and at least these fields. */
  toHaveLogged(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The run equals the evidence in every comparable field. */
  toReproduce(evidence: EvidenceFacts): Promise<void>;
}

declare module "vitest" {
  // A merged interface must repeat Vitest's type parameters.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends ScenarioMatchers {}
}

const PASSED = { pass: true, message: () => "" };

function columnsOf(row: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.keys(expected).map((column) => [column, row[column]])));
}

function compareRows(
  rule: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  expected: readonly Readonly<Record<string, unknown>>[],
  world: World,
  table: string,
): void {
  // What the fixed system has and this one has not is a difference, and no mistake.
  const columns = [...(columnsOfTable(table) ?? []), ...Object.keys(rows[0] ?? {})];
  for (const wanted of expected) requireKnownMembers(rule, `column of ${table}`, wanted, columns);
  if (rows.length !== expected.length) {
    throw new RuleBroken({ rule, expected: `${expected.length} rows`, found: `${rows.length} rows` });
  }
  for (const [index, wanted] of expected.entries()) {
    const row = rows[index] ?? {};
    const found = columnsOf(row, wanted);
    const same = JSON.stringify(wanted);
    if (found === same) continue;
    const event = world.trace.of("row").findLast((change) => change.table === table && change.key === String(row.id));
    throw new RuleBroken({ rule: `${rule}, row ${index + 1}`, expected: same, found, event });
  }
}

const MATCHERS = {
  async toHaveZip(world: World, key: string, entries: readonly ExpectedZipEntry[]) {
    const rule = `the bucket holds the ZIP ${key}`;
    const archive = await world.object(key);
    if (!archive) {
      const zips = (await world.objects()).flatMap((object) => (object.key.endsWith(".zip") ? object.key : []));
      throw new RuleBroken({ rule, expected: key, found: zips.join(", ") || "no ZIP" });
    }
    const found = await world.real("read ZIP", () => readZip(archive));
    const names = found.map(({ name }) => name).join(", ");
    const expectedNames = entries.map(({ name }) => name).join(", ");
    if (names !== expectedNames)
      throw new RuleBroken({ rule: `${rule} with its entries in order`, expected: expectedNames, found: names });
    for (const [index, entry] of entries.entries()) {
      const sha256 = found[index]?.sha256 ?? "";
      if (entry.sha256 !== undefined && entry.sha256 !== sha256) {
        throw new RuleBroken({ rule: `${rule}: content of ${entry.name}`, expected: entry.sha256, found: sha256 });
      }
    }
    return PASSED;
  },

  async toHaveNoZip(world: World) {
    const zips = (await world.objects()).flatMap(({ key }) => (key.endsWith(".zip") ? key : []));
    if (zips.length > 0)
      throw new RuleBroken({ rule: "the bucket holds no ZIP", expected: "none", found: zips.join(", ") });
    return PASSED;
  },

  async toHaveJobRows(world: World, expected: readonly Readonly<Record<string, unknown>>[]) {
    const rows = await world.database.rows("media_processing_jobs");
    compareRows("the job rows", rows, expected, world, "media_processing_jobs");
    return PASSED;
  },

  async toHaveAssets(world: World, expected: readonly Readonly<Record<string, unknown>>[]) {
    const rows = await world.database.rows("media_assets");
    const sorted = rows.toSorted((a, b) => sortKey(a).localeCompare(sortKey(b)));
    compareRows("the assets", sorted, expected, world, "media_assets");
    return PASSED;
  },

  async toHaveListingStatus(world: World, listingIdentityId: number, status: number) {
    const [row] = await world.database.rows("listing_versions", { listing_identity_id: listingIdentityId });
    if (row?.status !== status) {
      const event = world.trace.of("row").findLast(({ table }) => table === "listing_versions");
      const rule = `listing ${listingIdentityId} has its status`;
      throw new RuleBroken({ rule, expected: String(status), found: String(row?.status), event });
    }
    return PASSED;
  },

  toHaveCalledBack(
    world: World,
    expected: readonly { readonly body: Readonly<Record<string, unknown>>; readonly status?: number }[],
  ) {
    const callbacks = world.callbacks();
    const rule = "the callbacks that the server received";
    if (callbacks.length !== expected.length) {
      const found = callbacks.map(({ body }) => body).join("\n") || "none";
      throw new RuleBroken({ rule, expected: `${expected.length} callbacks`, found: `${callbacks.length}: ${found}` });
    }
    for (const [index, { body, status }] of expected.entries()) {
      const { event, body: text } = callbacks[index] ?? { event: undefined, body: "{}" };
      const parsed = JSON.parse(text) as Record<string, unknown>;
      const found = columnsOf(parsed, body);
      if (found !== JSON.stringify(body)) {
        throw new RuleBroken({ rule: `${rule}, number ${index + 1}`, expected: JSON.stringify(body), found, event });
      }
      if (event?.outcome !== String(status ?? 200)) {
        const answered = `answered ${event?.outcome}`;
        throw new RuleBroken({
          rule: `${rule}, number ${index + 1}`,
          expected: `answered ${status ?? 200}`,
          found: answered,
          event,
        });
      }
    }
    return PASSED;
  },

  toHaveQuietLogs(world: World, exceptMessages: readonly string[] = []) {
    const loud = world
      .logs("server")
      .filter(({ level }) => level === "WARN" || level === "ERROR")
      .find((line) => !exceptMessages.includes(line.message) && !isOfUnsentPush(world, line));
    if (loud) {
      const found = `${loud.level} ${loud.message} ${JSON.stringify(Object.fromEntries(loud.fields))}`;
      throw new RuleBroken({ rule: "the server's log is quiet", expected: "no WARN or ERROR", found, event: loud });
    }
    return PASSED;
  },

  toHaveLogged(world: World, level: LogLevel, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    requireKnown("toHaveLogged", "level", level, LOG_LEVELS);
    const lines = world.logs("server").filter((line) => line.level === level && line.message === message);
    const wanted = JSON.stringify(fields);
    const found = lines.map((line) => columnsOf(Object.fromEntries(line.fields), fields));
    if (!found.includes(wanted)) {
      const rule = `the server logged ${level} ${message}`;
      throw new RuleBroken({ rule, expected: wanted, found: found.join(", ") || "no such line" });
    }
    return PASSED;
  },

  async toReproduce(world: World, evidence: EvidenceFacts) {
    const summary = await compareWithFacts(world, evidence);
    evidenceSummaries.set(world, summary);
    const [first] = summary.different;
    if (first) {
      const rule = `the run reproduces the evidence (${summary.same} fields same, ${summary.different.length} different): ${first.field}`;
      throw new RuleBroken({ rule, expected: first.expected, found: first.found });
    }
    return PASSED;
  },
};

expect.extend(calledAt(MATCHERS));

/** A push message goes nowhere from a foreign server; that it says so is no noise (docs/contract/http-api.md 5.3). */
function isOfUnsentPush(world: World, { level, message }: LogEvent): boolean {
  return !world.seesPushes && level === "ERROR" && /notification|push|fcm/i.test(message);
}

function sortKey(row: Readonly<Record<string, unknown>>): string {
  return `${row.asset_type} ${String(row.sequence).padStart(3, "0")}`;
}
