import { parseDocument } from "yaml";
import { z } from "zod";
import { UsageError } from "../../support/usage-error.ts";
import type { Sides } from "./sides.ts";

/** One known deviation of another backend, or between two systems, tolerated until a given day. */
export interface LedgerEntry {
  readonly id: string;
  /** Patterns of scenario ids (glob.ts). */
  readonly scenarios: readonly string[];
  /** Pattern of a difference's path. */
  readonly path: string;
  /**
   * Patterns of the two values as they are shown (one-line.ts); `nothing` where there is none. Between two systems the
   * file calls them `one` and `other`.
   */
  readonly embedded?: string | undefined;
  readonly other?: string | undefined;
  readonly reason: string;
  /** Link or recording that shows the deviation. */
  readonly evidence: string;
  readonly about: "localstack" | Sides;
  /** Last day (UTC) on which the entry holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

const text = z.string("must be a text").trim().min(1, "must not be empty");

const members = {
  id: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be in kebab-case"),
  scenarios: z.array(text, "must be a list of patterns").min(1, "must name at least one scenario"),
  path: text.refine((path) => !/^[*\s]+$/.test(path), "would tolerate everything; name the place"),
  other: text.optional(),
  reason: text,
  evidence: text,
  expires: text.refine(isDay, "must be a day as YYYY-MM-DD"),
};

const backendEntrySchema = z
  .strictObject({
    ...members,
    embedded: text.optional(),
    backend: z.literal("localstack", "must be localstack"),
  })
  .transform(({ backend, ...entry }): LedgerEntry => ({ ...entry, about: backend }));

const systemsEntrySchema = z
  .strictObject({
    ...members,
    one: text.optional(),
    systems: z.tuple([text, text], "must be the names of two systems"),
  })
  .transform(({ systems, one, ...entry }): LedgerEntry => ({ ...entry, embedded: one, about: systems }));

/** Reads the ledger. Throws UsageError, one sentence that names the file and the entry. */
export function parseLedger(yaml: string, file: string): readonly LedgerEntry[] {
  const document = parseDocument(yaml);
  const [error] = document.errors;
  if (error) throw new UsageError(`${file} is not YAML: ${error.message.split("\n")[0]?.replace(/:$/, "")}.`);
  const content: unknown = document.toJS() ?? [];
  if (!Array.isArray(content)) throw new UsageError(`${file} must be a list of entries.`);
  const entries = content.map((entry: unknown, index) => readEntry(entry, index, file));
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) throw new UsageError(`${file}: the id '${id}' is given to two entries.`);
    ids.add(id);
  }
  return entries;
}

function readEntry(entry: unknown, index: number, file: string): LedgerEntry {
  const ofSystems = typeof entry === "object" && entry !== null && "systems" in entry;
  const parsed = (ofSystems ? systemsEntrySchema : backendEntrySchema).safeParse(entry);
  if (parsed.success) return parsed.data;
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
  const name = typeof id === "string" && id !== "" ? `entry '${id}'` : `entry ${index + 1}`;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${file}: ${name}: ${issue ? sentenceOf(issue) : "cannot be read"}.`);
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `there is no '${issue.keys.join("', '")}'`;
  if (issue.path.length === 0) return "must have members";
  const place = issue.path.map((step) => (typeof step === "number" ? `[${step}]` : String(step))).join("");
  return `'${place}' ${issue.message}`;
}

/** The entries about LocalStack. */
export function entriesOfLocalStack(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.filter(({ about }) => about === "localstack");
}

/** The entries about two systems, in whatever order an entry names them. */
export function entriesOf([one, other]: Sides, entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.flatMap((entry) => {
    const [first, second] = entry.about === "localstack" ? [] : entry.about;
    if (first === one && second === other) return [entry];
    return first === other && second === one ? [{ ...entry, embedded: entry.other, other: entry.embedded }] : [];
  });
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
