import { printable } from "../../support/printable.ts";

/** Characters shown before the point of difference. */
const BEFORE = 40;

/** Two texts, each cut to about `longest` characters around the first place where they differ. */
export function excerpts(embedded: string, other: string, longest: number): { embedded: string; other: string } {
  const from = Math.max(0, firstDifference(embedded, other) - BEFORE);
  return { embedded: excerpt(embedded, from, longest), other: excerpt(other, from, longest) };
}

function firstDifference(one: string, another: string): number {
  const shorter = Math.min(one.length, another.length);
  let index = 0;
  while (index < shorter && one[index] === another[index]) index++;
  return index;
}

function excerpt(text: string, from: number, longest: number): string {
  if (text.length <= longest) return printable(text);
  const start = Math.min(from, text.length - longest);
  const end = start + longest;
  return printable(`${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`);
}
