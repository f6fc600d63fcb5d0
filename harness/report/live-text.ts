import { stripVTControlCharacters } from "node:util";
import { printableLine } from "../support/printable-line.ts";
import { durationText } from "./duration.ts";

/** What goes on in a run at one moment. */
export interface LiveState {
  /** Before the first scenario begins. */
  readonly preparing?: string;
  /** Files that have ended, of all. */
  readonly done: number;
  readonly all: number;
  readonly failed: number;
  /** Ids of the files that have begun and not ended. */
  readonly running: readonly string[];
  readonly elapsedMs: number;
}

/** `12/176 · 1 red · 3.2 s · listing-28/fixed, callbacks/late`, cut to one line of a terminal. */
export function liveText({ preparing, done, all, failed, running, elapsedMs }: LiveState, columns: number): string {
  const text =
    preparing !== undefined
      ? `${preparing} · ${durationText(elapsedMs)}`
      : [
          `${done}/${all}`,
          ...(failed > 0 ? [`${failed} red`] : []),
          durationText(elapsedMs),
          ...(running.length > 0 ? [running.join(", ")] : []),
        ].join(" · ");
  return cutTo(printableLine(stripVTControlCharacters(text)), columns - 1);
}

/** The last letter says that something was cut off. */
export function cutTo(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1)).trimEnd()}…`;
}
