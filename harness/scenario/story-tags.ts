import type { ScenarioOptions } from "./story.ts";

/** The tags of a story: its folders, the revision and the defects that it is about, what it needs, and its own. */
export function storyTags(id: string, options: ScenarioOptions): string[] {
  const { revision = "fixed", defects = {}, needs = [], tags = [] } = options;
  return [...new Set([...id.split("/").slice(0, -1), revision, ...(defects.added ?? []), ...needs, ...tags])];
}
