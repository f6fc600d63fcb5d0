import type { Fact, Place } from "../../../scenario/facts/fact.ts";

/** The lines of one input, without line ends. */
export interface Lines {
  readonly file: string;
  readonly text: readonly string[];
}

/** Something that could not be read, and why. */
export interface Problem {
  readonly place: Place;
  readonly reason: string;
}

/** What a form has read, and the index of the first line that it has not. */
export interface Block {
  readonly facts: readonly Fact[];
  readonly problems?: readonly Problem[];
  readonly next: number;
}

/** A way to write evidence down. Gives undefined when the line at `index` does not begin it. */
export type Form = (lines: Lines, index: number) => Block | undefined;

export function placeOf({ file }: Lines, index: number): Place {
  return { file, line: index + 1 };
}

/** The lines of a block end where its fence, a blank line or the input ends. */
export function endsBlock(line: string | undefined): boolean {
  return line === undefined || line.trim() === "" || line.trimStart().startsWith("```");
}
