import { PROJECT_ROOT } from "../../../support/project-root.ts";
import type { ScenarioRun } from "../scenario-run.ts";
import { changeSince } from "./changed-files.ts";
import { ProjectState, sourcesBelow } from "./project-state.ts";
import { storyDigest, storyPath, whyNotRecorded } from "./reach-of-run.ts";
import type { RunReach } from "./run-reach.ts";
import { type TouchedStories, touchedStories } from "./touched-stories.ts";

/** A run of what a change touches, and a sentence that says what that is and why. */
export interface ChangedRun {
  readonly run: ScenarioRun;
  readonly told: string;
}

/** The selected stories that a change since a commit touches. @throws as changeSince. */
export function onlyChanged(run: ScenarioRun, reach: RunReach, reference: string | undefined): ChangedRun {
  const why = whyNotRecorded(run);
  if (why !== undefined)
    return { run, told: `All ${run.selected.length} story files: ${why}, so what they reach is not known.` };
  const { since, files, before } = changeSince(PROJECT_ROOT, reference);
  const { record, units } = reach;
  const now = sourcesBelow(PROJECT_ROOT);
  const changed = new Set(files.map(({ path }) => path));
  const states = [new ProjectState(now, units)];
  if (files.length > 0) states.push(new ProjectState((path) => (changed.has(path) ? before(path) : now(path)), units));
  const stories = run.selected.map(({ path }) => ({ path: storyPath(path), digest: storyDigest(path) }));
  const touched = touchedStories(stories, record, { states, changed: files });
  const chosen = new Set([...touched.reaching, ...touched.unknown]);
  const selected = run.selected.filter(({ path }) => chosen.has(storyPath(path)));
  const told = `${selected.length} of ${stories.length} story files since ${since}: ${reasons(touched)}.`;
  return { run: { ...run, reach, watched: run, selected, everything: false, mayBeEmpty: true }, told };
}

function reasons({ reaching, unknown, allFor }: TouchedStories): string {
  const counted = [
    ...(allFor === undefined ? [] : [`all, because nobody knows what ${allFor} does to them`]),
    ...(allFor === undefined && reaching.length > 0 ? [`${reaching.length} reach what has changed`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} new, changed or not recorded yet`] : []),
  ];
  return counted.length === 0 ? "none reaches what has changed" : counted.join(", ");
}
