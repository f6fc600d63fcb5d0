import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const EVENT = z.looseObject({ id: z.union([z.number(), z.array(z.number())]), type: z.string() });

const CASE = z.object({
  case: z.string(),
  recorded: z.string(),
  definition: z.string(),
  input: z.string().nullable(),
  /** What the called functions answered, in order. */
  answers: z.array(
    z.union([
      z.object({ payload: z.string(), functionError: z.literal("Unhandled").optional() }),
      z.object({ refusal: z.object({ code: z.string(), status: z.number() }) }),
    ]),
  ),
  events: z.array(EVENT),
});

/** One history recorded on AWS (by the LocalStack project, Apache-2.0); the recorder replaced ids, ARNs and dates by tokens. */
export type RecordedCase = z.infer<typeof CASE>;

const FOLDER = new URL("../fixtures/recorded/", import.meta.url);

export function recordedCases(): { name: string; recorded: RecordedCase }[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => ({
      name: file.replace(".json", ""),
      recorded: CASE.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))),
    }));
}

/** What the recorder did to a history: texts that hold an object are parsed, moments are left out. */
export function asRecorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value === "string") return value.startsWith("{") ? parsed(value) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "timestamp")
      .map(([key, member]) => [key, asRecorded(member)]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Stands in the fixtures wherever a value differs from run to run. */
const ANY = "<any>";

/** Where `actual` differs from the recording: the path of the first difference, or `undefined`. */
export function difference(expected: unknown, actual: unknown, path = "$"): string | undefined {
  if (typeof expected === "string") return textDiffers(expected, actual) ? describe(path, expected, actual) : undefined;
  if (typeof expected !== "object" || expected === null) {
    return Object.is(expected, actual) ? undefined : describe(path, expected, actual);
  }
  if (typeof actual !== "object" || actual === null) return describe(path, expected, actual);
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    const found = difference(Reflect.get(expected, key), Reflect.get(actual, key), `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textDiffers(expected: string, actual: unknown): boolean {
  if (expected === actual) return false;
  const text = typeof actual === "string" ? actual : JSON.stringify(actual);
  const pattern = expected
    .split(ANY)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".+?");
  return !expected.includes(ANY) || !new RegExp(`^${pattern}$`, "s").test(text ?? "");
}

function describe(path: string, expected: unknown, actual: unknown): string {
  return `${path}: recorded ${JSON.stringify(expected)}, but got ${JSON.stringify(actual)}`;
}
