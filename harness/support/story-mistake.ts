import { nearest } from "./nearest.ts";

/**
 * The story itself is at fault, as with a name that does not exist: nothing is said of the system. Its message is one
 * sentence with what to write instead, and its stack begins at the line of the story.
 */
export class StoryMistake extends Error {
  override readonly name = "StoryMistake";

  /** `place`: where the story made it, when that is known better than where it was noticed. */
  constructor(message: string, place?: StoryPlace) {
    super(message);
    if (place) this.stack = `${this.name}: ${message}\n${place.frames()}`;
  }
}

/** A line of a story, kept until somebody needs it. */
export interface StoryPlace {
  /** Frames of a stack, the innermost first. */
  frames(): string;
}

/** The place that called the function `below`. Its stack is made into text only when it is read. */
export function storyPlace(below: (...parameters: never[]) => unknown): StoryPlace {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, below);
  return { frames: () => (holder.stack ?? "").split("\n").slice(1).join("\n") };
}

/** Throws when `name` is none of `known`, with the one it may be meant for. `call` is what the story called. */
export function requireKnown(call: string, what: string, name: unknown, known: Iterable<string>): void {
  const names = [...known];
  if (typeof name === "string" && names.includes(name)) return;
  throw new StoryMistake(`${call}: there is no ${what} ${JSON.stringify(name)}${insteadOf(name, names)}`);
}

/** Throws when an object has a member that is none of `known`: it would be ignored in silence. */
export function requireKnownMembers(call: string, what: string, value: object, known: readonly string[]): void {
  for (const member of Object.keys(value)) requireKnown(call, what, member, known);
}

const MOST_LISTED = 12;

/** The rest of a sentence about a name that is not there. */
function insteadOf(name: unknown, names: readonly string[]): string {
  const meant = nearest(String(name), names) ?? onlyOneBeginning(String(name), names);
  if (meant !== undefined) return `; did you mean ${JSON.stringify(meant)}?`;
  if (names.length === 0) return ".";
  const listed = names.slice(0, MOST_LISTED).join(", ");
  return `; there ${names.length === 1 ? "is" : "are"} ${listed}${names.length > MOST_LISTED ? " …" : ""}.`;
}

/** A name of which only the end is left out. */
function onlyOneBeginning(name: string, names: readonly string[]): string | undefined {
  const [first, ...more] = name === "" ? [] : names.filter((known) => known.startsWith(name));
  return more.length === 0 ? first : undefined;
}
