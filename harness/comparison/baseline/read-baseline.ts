import { isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { BaselineEntry } from "./baseline-entry.ts";
import { parseJson } from "./parse-json.ts";

const text = z.string("must be a text").trim().min(1, "must not be empty");

const entrySchema = z.strictObject({
  scenario: text,
  title: text.optional(),
  rule: text,
  reason: text,
  since: text.refine(isDay, "must be a day as YYYY-MM-DD"),
});

/**
 * Reads a baseline. Throws UsageError, one sentence with file and line: for what is no JSON, an entry that is not one, a
 * scenario with two entries, and a scenario that does not exist.
 *
 * @param scenarios ids of all scenarios there are, also of those that this run does not select.
 */
export function readBaseline(json: string, file: string, scenarios: ReadonlySet<string>): readonly BaselineEntry[] {
  const content = parseJson(json, file);
  if (!Array.isArray(content)) throw new UsageError(`${file}, line 1: must be a list of entries, [ … ].`);
  const lineOf = linesOfElements(json);
  const lines = new Map<string, number>();
  return content.map((value: unknown, index) => {
    const at = `${file}, line ${lineOf(index)}`;
    const entry = entryOf(value, at);
    const name = entry.title === undefined ? entry.scenario : `${entry.scenario}: ${entry.title}`;
    const earlier = lines.get(name);
    if (earlier !== undefined) throw new UsageError(`${at}: '${name}' has an entry already, in line ${earlier}.`);
    lines.set(name, lineOf(index));
    if (!scenarios.has(entry.scenario)) {
      const meant = nearest(entry.scenario, scenarios);
      const hint = meant === undefined ? "remove the entry" : `did it become '${meant}'? Rename or remove the entry`;
      throw new UsageError(`${at}: there is no scenario '${entry.scenario}'; ${hint}.`);
    }
    return entry;
  });
}

/** JSON is YAML, and only the YAML parser keeps places. */
function linesOfElements(json: string): (index: number) => number {
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(json, { lineCounter, uniqueKeys: false });
  return (index) => {
    const node = isSeq(contents) ? contents.items[index] : undefined;
    const offset = typeof node === "object" && node !== null && "range" in node ? startOf(node.range) : 0;
    return lineCounter.linePos(offset).line;
  };
}

function startOf(range: unknown): number {
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
}

function entryOf(value: unknown, at: string): BaselineEntry {
  const parsed = entrySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${at}: ${issue ? sentenceOf(issue) : "cannot be read"}.`);
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const members = Object.keys(entrySchema.shape);
  if (issue.code === "unrecognized_keys") {
    const meant = nearest(issue.keys[0] ?? "", members);
    return `there is no '${issue.keys.join("', '")}', ${meant ? `perhaps '${meant}'` : `only ${members.join(", ")}`}`;
  }
  return issue.path.length === 0 ? `an entry has ${members.join(", ")}` : `'${issue.path.join(".")}' ${issue.message}`;
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
