import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../../support/usage-error.ts";
import type { IncidentModel } from "../model/incident-model.ts";

/** Beside `run.json` of a run that `npm run incident` kept: what was found. */
const FILE = "incident.json";

const incidentFileSchema = z.object({
  version: z.literal(1),
  key: z.string(),
  cause: z.string(),
  chain: z.array(z.object({ sequence: z.number(), at: z.string(), words: z.string(), shownAt: z.string().optional() })),
  page: z.string(),
});

export function writeIncidentFile(runFolder: string, incident: IncidentModel): void {
  writeFileSync(join(runFolder, FILE), `${JSON.stringify({ version: 1, ...incident }, undefined, 2)}\n`);
}

/** Undefined where the run is none of an incident. @throws UsageError when the file is there and cannot be read. */
export function readIncidentFile(runFolder: string): IncidentModel | undefined {
  const path = join(runFolder, FILE);
  if (!existsSync(path)) return undefined;
  const file = incidentFileSchema.safeParse(parsed(readFileSync(path, "utf8")));
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  throw new UsageError(
    `${path} is not what npm run incident keeps (${issue?.path.join(".")}: ${issue?.message}). Remove it to see the run without it.`,
  );
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
