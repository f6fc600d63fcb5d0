import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { PLACEHOLDERS, type PlaceholderName } from "./placeholders.ts";

/** One `{{…}}` of a text. */
export interface Mention {
  /** As it stands there, with braces. */
  readonly source: string;
  /** Between the braces, without blanks. */
  readonly name: string;
  readonly index: number;
  /** A backslash in front: the two braces are meant themselves. */
  readonly escaped: boolean;
}

/** `{{` up to `}}` on the same line, without `}}` the braces alone; an odd number of backslashes in front escapes. */
const MENTION = /((?:\\\\)*)(?:\\(\{\{)|(\{\{(?:([^\n]*?)\}\})?))/g;

/**
 * Replaces each `{{…}}` by what `replacement` says. `\{{` stands for the two braces; two backslashes in front are two
 * backslashes, because in YAML's and JSON's quoted texts they stand for one.
 */
export function replaceMentions(text: string, replacement: (mention: Mention) => string): string {
  return text.replace(
    MENTION,
    (_all, pairs: string, braces: string | undefined, source = "", name: string | undefined, offset: number) => {
      const index = offset + pairs.length;
      if (braces !== undefined) return pairs + replacement({ source: braces, name: braces, index, escaped: true });
      return pairs + replacement({ source, name: name?.trim() ?? source, index, escaped: false });
    },
  );
}

/** The placeholder that is meant. @throws UsageError with file, line and the near name. */
export function placeholderNamed(mention: Mention, text: string, where: string): PlaceholderName {
  const { name, source, index } = mention;
  if (Object.hasOwn(PLACEHOLDERS, name)) return name as PlaceholderName;
  const line = text.slice(0, index).split("\n").length;
  const place = text.includes("\n") ? `${where}, line ${line}` : where;
  if (source === "{{") {
    throw new UsageError(`${place}: {{ is not closed by }} on its line; write \\{{ for the two characters themselves.`);
  }
  const meant = nearest(name, Object.keys(PLACEHOLDERS));
  const hint =
    meant === undefined
      ? "docs/harness-config.md lists them, and \\{{ stands for the two characters themselves."
      : `Did you mean {{${meant}}}?`;
  throw new UsageError(`${place}: there is no placeholder ${source}. ${hint}`);
}
