import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../support/usage-error.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";

const folderOf = (id: string): string => join(SCENARIOS_DIRECTORY, "incidents", id);

/** Nothing that somebody has written is overwritten. */
export function requireUnused(id: string): void {
  if (existsSync(folderOf(id)))
    throw new UsageError(`scenarios/incidents/${id} is there already: choose another name, or remove the folder.`);
}

/** Writes the files of an incident, all or none. */
export function writeIncident(id: string, files: Readonly<Record<string, string>>): void {
  const folder = folderOf(id);
  const beside = `${folder}.part`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(beside, name), text);
  renameSync(beside, folder);
}
