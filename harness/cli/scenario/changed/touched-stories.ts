import type { ProjectState } from "./project-state.ts";
import type { ReachRecord } from "./reach-record.ts";

/** A file that is not as it was. */
export interface ChangedFile {
  /** Below the project, with slashes. */
  readonly path: string;
  readonly isNew: boolean;
}

export interface StoryFile {
  /** Below the project, with slashes. */
  readonly path: string;
  /** Of its text now. */
  readonly digest: string;
}

export interface TouchedStories {
  /** Paths of stories that reach something that changed. */
  readonly reaching: readonly string[];
  /** Paths of stories that are new, were changed, or of which nothing is recorded. */
  readonly unknown: readonly string[];
  /** The file for which all stories run; absent when records say enough. */
  readonly allFor?: string;
}

/** Nothing of it is loaded by a story; what runs a story beside it (commands, reports) changes no verdict of the system. */
const NOT_IN_STORIES =
  /^reports\/(?!.*\.ts$)|^(docs|incidents|node_modules|\.[^/]+)\/|^harness\/(cli|tools|report)\/|\/(test|fixtures)\/|\.(md|test\.ts)$|^(\.[^/]*|LICENSE|biome\.json|knip\.json|tsconfig\.json|vitest\.config\.ts)$|(~|\.sw.)$/;
const STORY = /\.scenario\.ts$/;

/** Whether a change of the file, by its path below the project, can touch a story. */
export function mayTouch(path: string): boolean {
  return STORY.test(path) || !NOT_IN_STORIES.test(path);
}

/**
 * The stories that a change may touch: those that reached a function that is not the same in all of `states`.
 *
 * @param states the project as it is, and as it was where the change is counted from
 */
export function touchedStories(
  stories: readonly StoryFile[],
  record: ReachRecord,
  { states, changed }: { readonly states: readonly ProjectState[]; readonly changed: readonly ChangedFile[] },
): TouchedStories {
  const isRecorded = ({ path, digest }: StoryFile): boolean => record.of(path)?.digest === digest;
  const changedPaths = new Set(changed.map(({ path }) => path));
  const unknown = stories.filter((story) => !isRecorded(story) || changedPaths.has(story.path)).map(({ path }) => path);
  const recorded = stories.filter(({ path }) => !unknown.includes(path)).map(({ path }) => path);
  const [allFor] = changed.filter((file) => touchesAll(file, record));
  if (allFor) return { reaching: recorded, unknown, allFor: allFor.path };
  const same = new Map<string, boolean>();
  const isSame = (path: string, fingerprint: string): boolean => {
    const key = `${path} ${fingerprint}`;
    const known = same.get(key) ?? states.every((state) => state.has(path, fingerprint));
    same.set(key, known);
    return known;
  };
  const reaching = recorded.filter((story) =>
    [...(record.of(story)?.reached ?? [])].some(([path, prints]) => prints.some((print) => !isSame(path, print))),
  );
  return { reaching, unknown };
}

/** Of a file that no story was seen to load nobody knows what it does to them. */
function touchesAll({ path, isNew }: ChangedFile, record: ReachRecord): boolean {
  if (STORY.test(path) || !mayTouch(path)) return false;
  for (const { reached } of record.stories.values()) if (reached.has(path)) return false;
  // Who imports a new module has changed as well.
  return !(isNew && path.endsWith(".ts"));
}
