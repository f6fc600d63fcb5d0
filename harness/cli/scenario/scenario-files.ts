import { readdirSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { withSlashes } from "../../support/with-slashes.ts";
import type { StoryFolder } from "../../world/foreign/configuration/story-folder.ts";
import type { ScenarioFile, SelectedScenario } from "./scenario-file.ts";
import { atLine, splitLine } from "./selected-lines.ts";

const ENDING = ".scenario.ts";
const LISTED_AT_MOST = 40;

/** All scenario files below a directory, by id. */
export function findScenarioFiles(directory: string): readonly ScenarioFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  } catch (error) {
    throw new UsageError(`The scenarios' folder ${directory} cannot be read: ${(error as Error).message}`);
  }
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => ({ id: scenarioId(name), path: join(directory, name) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The project's own scenarios and those of the user's folders, by id.
 *
 * @throws UsageError when a folder cannot be read, or its prefix is the beginning of other ids.
 */
export function findAllScenarioFiles(directory: string, folders: readonly StoryFolder[]): readonly ScenarioFile[] {
  const own = findScenarioFiles(directory);
  const theirs = folders.flatMap(({ prefix, directory: folder }) => {
    const taken = own.find(({ id }) => id === prefix || id.startsWith(`${prefix}/`));
    if (taken) {
      throw new UsageError(
        `The ids of the stories in ${folder} would begin with ${prefix}/, as ${taken.id} does: ` +
          "name another beginning in the configuration, as in stories: { beginning: folder }.",
      );
    }
    return findScenarioFiles(folder).map(({ id, path }) => ({ id: `${prefix}/${id}`, path }));
  });
  return [...own, ...theirs];
}

/** `listing-28/fixed` for `listing-28/fixed.scenario.ts`, with slashes on every platform. */
export function scenarioId(pathBelowScenarios: string): string {
  return withSlashes(pathBelowScenarios).slice(0, -ENDING.length);
}

/**
 * The files that the filters name: an id, a folder, the beginning of an id, or a file and a line in it; a path completed by
 * the shell (`scenarios/listing-28/fixed.scenario.ts`) is understood too. An id wins over longer ids that begin with it.
 * Without filters all. Throws UsageError for a filter that names nothing.
 */
export function selectScenarios(
  files: readonly ScenarioFile[],
  filters: readonly string[],
): readonly SelectedScenario[] {
  if (filters.length === 0) return files;
  const found = filters.flatMap((filter) => matchingAtLine(files, filter));
  const byPath = Map.groupBy(found, ({ path }) => path);
  return files.flatMap((file) => {
    const selections = byPath.get(file.path);
    if (selections === undefined) return [];
    // Who names the file as well wants all of it.
    if (selections.some(({ lines }) => lines === undefined)) return [file];
    return [{ ...file, lines: [...new Set(selections.flatMap(({ lines }) => lines ?? []))] }];
  });
}

function matchingAtLine(files: readonly ScenarioFile[], given: string): readonly SelectedScenario[] {
  const { filter, line } = splitLine(given);
  const found = matching(files, filter);
  if (line === undefined) return found;
  const [file, ...others] = found;
  if (file && others.length === 0) return [atLine(file, line)];
  throw new UsageError(`"${given}": a line needs one file, and "${filter}" names ${found.length}.`);
}

function matching(files: readonly ScenarioFile[], filter: string): readonly ScenarioFile[] {
  const typed = withSlashes(filter)
    .replace(/^\.\//, "")
    .replace(/\.scenario(\.ts)?$/, "");
  const wanted = typed.replace(/^scenarios\//, "");
  // A folder of the user's own may be called scenarios as well, and is then part of the id.
  for (const name of typed === wanted ? [wanted] : [typed, wanted]) {
    const exact = files.filter((file) => file.id === name || file.path === filter);
    if (exact.length > 0) return exact;
    const folder = files.filter((file) => file.id.startsWith(`${name.replace(/\/$/, "")}/`) || name === "");
    if (folder.length > 0) return folder;
    const beginning = files.filter((file) => file.id.startsWith(name));
    if (beginning.length > 0) return beginning;
  }
  throw unknownScenario(files, filter, wanted);
}

function unknownScenario(files: readonly ScenarioFile[], filter: string, wanted: string): UsageError {
  const ids = files.map((file) => file.id);
  const folders = new Set(ids.filter((id) => id.includes("/")).map((id) => id.slice(0, id.lastIndexOf("/"))));
  const meant = nearest(wanted, [...ids, ...folders, ...ids.map((id) => id.slice(id.lastIndexOf("/") + 1))]);
  const suggestion = ids.find((id) => id === meant || id.endsWith(`/${meant}`)) ?? meant;
  const hint = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  const more = ids.length > LISTED_AT_MOST ? [`  ... and ${ids.length - LISTED_AT_MOST} more`] : [];
  const list =
    ids.length === 0
      ? ["There are no scenarios yet."]
      : ["There are:", ...ids.slice(0, LISTED_AT_MOST).map((id) => `  ${id}`)];
  return new UsageError([`No scenario is named "${filter}".${hint}`, ...list, ...more].join("\n"));
}
