import type { ScenarioRow } from "../model/report-model.ts";
import { wordsOf } from "./words.ts";

/**
 * Which scenarios a filter lets through: `s:failed` by how they ended, `@D8` by tag, and any other word must stand in the
 * id, the title or the broken rule. A `-` in front of a word turns it round. All words must hold.
 */
export function scenarioFilter(filter: string): (row: ScenarioRow) => boolean {
  const tests = wordsOf(filter).map((word) =>
    word.length > 1 && word.startsWith("-") ? not(testOf(word.slice(1))) : testOf(word),
  );
  return (row) => tests.every((test) => test(row));
}

function testOf(word: string): (row: ScenarioRow) => boolean {
  if (word.startsWith("s:")) {
    const mark = word.slice(2);
    return (row) => row.mark.startsWith(mark);
  }
  if (word.startsWith("@")) {
    const tag = word.slice(1);
    return ({ tags }) => tags.some((known) => known.toLowerCase() === tag || (tag === "" && tags.length > 0));
  }
  return ({ id, title, rule = "", note = "" }) => `${id}\n${title}\n${rule}\n${note}`.toLowerCase().includes(word);
}

function not(test: (row: ScenarioRow) => boolean): (row: ScenarioRow) => boolean {
  return (row) => !test(row);
}
