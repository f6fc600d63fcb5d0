import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLines } from "../reading/read-lines.ts";
import { inferPlan } from "./infer-plan.ts";

/** What is known of a report, without the numbers of its lines. */
function known(text: readonly string[]): { readonly plan: string; readonly told: string } {
  const { facts, problems, words } = readLines({ file: "r", text });
  const { plan, inferred } = inferPlan(facts);
  const told = {
    facts: facts.map(({ place: _, ...fact }) => fact),
    problems: problems.map(({ reason }) => reason),
    words: words.length,
    inferred: inferred.map(({ place: _, ...one }) => one),
  };
  return { plan: JSON.stringify(plan), told: JSON.stringify(told) };
}

test.each(["listing-28.txt", "listing-31.txt"])(
  "whichever line of %s is lost, what is inferred otherwise is told",
  (name) => {
    const lines = readFileSync(join(import.meta.dirname, "../fixtures", name), "utf8").split("\n");
    const whole = known(lines);
    const silent = lines.flatMap((line, index) => {
      const without = known(lines.toSpliced(index, 1));
      return without.plan !== whole.plan && without.told === whole.told ? [line] : [];
    });
    expect(silent).toEqual([]);
  },
);
