/** A bug that somebody could have written: one exact change of one file, and the rule that it breaks. */
export interface PlantedBug {
  /** Names it on the command line: `sign-in-limit`. */
  readonly id: string;
  /** From the project's root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly text: string;
  readonly replacement: string;
  /** What must hold, as a sentence. */
  readonly rule: string;
  /** Where the rule stands: a page below `docs/`, and its section where it has one. */
  readonly citation: string;
  /** Which kind of check is expected to notice. */
  readonly expected: "scenario" | "unit test";
  /** The stories that are likeliest to notice; they are run before all others. Empty: no story is likelier than another. */
  readonly stories: readonly string[];
}

/** The bugs of one file of the system, each as `[id, text, replacement, rule, citation, stories]`. */
export type BugRow = readonly [
  id: string,
  text: string,
  replacement: string,
  rule: string,
  citation: string,
  stories: string,
];

/** `stories` separated by blanks; empty for a bug that unit tests are expected to notice. */
export function bugsIn(file: string, rows: readonly BugRow[]): readonly PlantedBug[] {
  return rows.map(([id, text, replacement, rule, citation, stories]) => ({
    id,
    file,
    text,
    replacement,
    rule,
    citation,
    expected: stories === "" ? "unit test" : "scenario",
    stories: stories.split(" ").filter((story) => story !== ""),
  }));
}
