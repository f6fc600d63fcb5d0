import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EVENTS, scenarioHeaderSchema } from "../../scenario/record/format.ts";
import type { ToldFailure } from "../told/told-run.ts";
import { recordedResultSchema } from "./recorded-event.ts";

/**
 * What the record of a red scenario says of its failure: its first and last line, without all the events between. Undefined
 * where it is not kept, or cannot be read.
 */
export function readKeptFailure(folder: string, id: string, title: string): ToldFailure | undefined {
  const path = join(folder, "scenarios", ...id.split("/"));
  for (let number = 1; existsSync(fileOf(path, number)); number++) {
    const { header, result } = endsOf(fileOf(path, number));
    if (header?.title === title) return result?.failure;
  }
  return undefined;
}

/** Scenarios of one file share its id: the second is `ID~2`. */
function fileOf(path: string, number: number): string {
  return `${path}${number === 1 ? "" : `~${number}`}${EVENTS}`;
}

function endsOf(path: string) {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const [first = ""] = lines;
  return {
    header: scenarioHeaderSchema.safeParse(parsed(first)).data,
    result: recordedResultSchema.safeParse(parsed(lines.at(-1) ?? "")).data,
  };
}

/** Undefined for what is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
