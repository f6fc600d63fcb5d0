import type { Fact } from "../../../scenario/facts/fact.ts";
import type { Investigation } from "../investigate.ts";
import { causeText } from "./cause-text.ts";
import { factsText } from "./facts-text.ts";

/** `incident.md`: what was known and what the search has found, as it was when the scenario was written. */
export function incidentPage(id: string, facts: readonly Fact[], investigation: Investigation): string {
  const known = factsText({ facts, problems: [], contradictions: [], words: new Map(), lines: facts.length });
  return [
    `# Incident ${id}`,
    "",
    "Written by `npm run incident`. Personal data are replaced by values of the same shape. `incident.scenario.ts` plays what",
    "happened, and compares it with `evidence.json`.",
    "",
    "## What was known",
    "",
    fenced(known.split("\n").slice(1).join("\n")),
    "",
    "## What it came from",
    "",
    fenced(causeText(investigation)),
    "",
  ].join("\n");
}

/** Text of unknown origin cannot end the fence. */
function fenced(text: string): string {
  return ["````text", text.replaceAll("````", "\u2018\u2018\u2018\u2018"), "````"].join("\n");
}
