import { UsageError } from "../../support/usage-error.ts";

export interface TitleOptions {
  readonly grep: RegExp | undefined;
  /** The older name of `grep`. */
  readonly title: RegExp | undefined;
  readonly "grep-invert": RegExp | undefined;
}

/** One pattern for all that is asked of titles, because Vitest takes one. Undefined when nothing is asked. */
export function titlePatternOf(
  { grep, title, "grep-invert": inverted }: TitleOptions,
  /** Only these, whatever else is asked. */
  titles?: readonly string[],
): RegExp | undefined {
  if (grep && title) throw new UsageError("--grep and --title are two names of one option: give one of them.");
  const wanted = grep ?? title;
  if (inverted === undefined && titles === undefined) return wanted;
  const parts = [
    ...(inverted ? [`(?![^]*(?:${inverted.source}))`] : []),
    ...(titles ? [`(?=(?:${titles.map(escaped).join("|")})$)`] : []),
    ...(wanted ? [`(?=[^]*(?:${wanted.source}))`] : []),
  ];
  return new RegExp(`^${parts.join("")}`, "i");
}

/** What was asked, as it was typed. */
export function titleText({ grep, title, "grep-invert": inverted }: TitleOptions): string {
  const wanted = grep ?? title;
  return [...(wanted ? [`"${wanted.source}"`] : []), ...(inverted ? [`not "${inverted.source}"`] : [])].join(" and ");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
