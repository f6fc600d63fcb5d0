import { existsSync, readFileSync } from "node:fs";
import {
  BODIES,
  EVENTS,
  RECORD_VERSION,
  type RecordedBody,
  recordedBodySchema,
  type ScenarioHeader,
  scenarioHeaderSchema,
} from "../../scenario/record/format.ts";
import { reasonOf } from "../../support/reason.ts";
import {
  type RecordedEvent,
  type RecordedResult,
  recordedEventSchema,
  recordedResultSchema,
} from "./recorded-event.ts";

/** What is left of one scenario of a kept run. What could not be read is told and does not hide the rest. */
export interface KeptScenario {
  /** Its path below `scenarios/` of the run's folder: `listing-28/fixed`, `listing-28/fixed~2`. */
  readonly key: string;
  /** Missing when not even the first line can be read. */
  readonly header: ScenarioHeader | undefined;
  readonly events: readonly RecordedEvent[];
  /** Missing when the file ends early. */
  readonly result: RecordedResult | undefined;
  readonly bodies: readonly RecordedBody[];
  /** A sentence for each thing that is missing or cannot be read. */
  readonly notices: readonly string[];
}

/** Reads the two files of a scenario. `path` is theirs without the endings. */
export function readKeptScenario(path: string, key: string): KeptScenario {
  const notices: string[] = [];
  const [first, ...lines] = linesOf({ path, key }, EVENTS, notices);
  const nothing = { key, events: [], result: undefined, bodies: [], notices };
  const header = scenarioHeaderSchema.safeParse(parsed(first));
  if (!header.success) {
    notices.push(`${key}${EVENTS} does not begin with a header, so nothing of it is shown.`);
    return { ...nothing, header: undefined };
  }
  const { version } = header.data;
  if (version !== RECORD_VERSION) {
    notices.push(
      `${key} was kept in format ${version}, and this harness reads format ${RECORD_VERSION}: run it again.`,
    );
    return { ...nothing, header: header.data };
  }
  return {
    key,
    header: header.data,
    ...eventsAndResult(lines, key, notices),
    bodies: bodiesOf(path, key, notices),
    notices,
  };
}

function eventsAndResult(
  lines: readonly string[],
  key: string,
  notices: string[],
): Pick<KeptScenario, "events" | "result"> {
  const events: RecordedEvent[] = [];
  const broken: number[] = [];
  let result: RecordedResult | undefined;
  for (const [index, line] of lines.entries()) {
    const value = parsed(line);
    const event = recordedEventSchema.safeParse(value);
    if (event.success) events.push(event.data);
    else {
      const last = recordedResultSchema.safeParse(value);
      if (last.success) result = last.data;
      else broken.push(index + 2);
    }
  }
  if (broken.length > 0) notices.push(brokenLines(`${key}${EVENTS}`, broken));
  if (!result) notices.push(`${key}${EVENTS} has no result at its end: it was cut off while it was written.`);
  return { events, result };
}

function bodiesOf(path: string, key: string, notices: string[]): RecordedBody[] {
  const bodies: RecordedBody[] = [];
  const broken: number[] = [];
  for (const [index, line] of linesOf({ path, key }, BODIES, notices).entries()) {
    const body = recordedBodySchema.safeParse(parsed(line));
    if (body.success) bodies.push(body.data);
    else broken.push(index + 1);
  }
  if (broken.length > 0) notices.push(brokenLines(`${key}${BODIES}`, broken));
  return bodies;
}

const LISTED = 3;

function brokenLines(file: string, lines: readonly number[]): string {
  const more = lines.length > LISTED ? ` and ${lines.length - LISTED} more` : "";
  const which = `${lines.length === 1 ? "line" : "lines"} ${lines.slice(0, LISTED).join(", ")}${more}`;
  return `${file}: ${which} cannot be read and ${lines.length === 1 ? "is" : "are"} left out.`;
}

function linesOf(
  { path, key }: { readonly path: string; readonly key: string },
  ending: string,
  notices: string[],
): string[] {
  if (!existsSync(`${path}${ending}`)) {
    notices.push(`${key}${ending} is missing.`);
    return [];
  }
  try {
    return readFileSync(`${path}${ending}`, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch (error) {
    notices.push(`${key}${ending} cannot be read (${reasonOf(error)}).`);
    return [];
  }
}

/** Undefined for what is no JSON. */
function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    return undefined;
  }
}
