import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../../support/usage-error.ts";
import { configurationSchema, type ParsedSystem } from "./configuration-schema.ts";
import { describeIssues } from "./describe-issue.ts";
import { loadConfigFile } from "./load-config-file.ts";
import type { StoryFolder } from "./story-folder.ts";

/** A `harness.config.ts` of the right form; what its paths lead to is looked at when a system is used. */
export interface Configuration {
  readonly path: string;
  readonly directory: string;
  readonly systems: ReadonlyMap<string, ParsedSystem>;
  readonly stories: readonly StoryFolder[];
}

/**
 * Imports the file and reads what it exports.
 *
 * @throws UsageError with the file, the path of the key and the near key.
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  return configurationOf(path, await loadConfigFile(path));
}

/** What a file exports, read. Throws like `readConfiguration`. */
export function configurationOf(path: string, exported: unknown): Configuration {
  const parsed = configurationSchema.safeParse(exported, { reportInput: true });
  if (!parsed.success) throw new UsageError(`${path}: ${describeIssues(parsed.error.issues)}`);
  const { systems, stories } = parsed.data;
  const directory = dirname(path);
  const folders: StoryFolder[] = [];
  const named = Array.isArray(stories)
    ? stories.map((folder) => [undefined, folder] as const)
    : Object.entries(stories);
  for (const [given, folder] of named) {
    const place = { prefix: given ?? basename(resolve(directory, folder)), directory: resolve(directory, folder) };
    const twice = folders.find(({ prefix }) => prefix === place.prefix);
    if (twice) throw new UsageError(`${path}: ${sameBeginning(twice, place)}`);
    folders.push(place);
  }
  return { path, directory, systems: new Map(Object.entries(systems)), stories: folders };
}

function sameBeginning(one: StoryFolder, other: StoryFolder): string {
  return (
    `the ids of the stories in ${one.directory} and in ${other.directory} would both begin with ${one.prefix}/: ` +
    "name the beginnings, as in stories: { one: …, other: … }."
  );
}
