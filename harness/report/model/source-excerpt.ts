import type { SourceExcerpt } from "./report-model.ts";

const LINES_AROUND = 4;

/** `scenarios/listing-28/fixed.scenario.ts:31:19`. */
export function parsePlace(place: string): { readonly file: string; readonly line: number } | undefined {
  const [, file, line] = /^(scenarios\/(?!.*\.\.)[^:]+\.scenario\.ts):(\d+)(?::\d+)?$/.exec(place) ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

/** The lines of a text around one of them, which counts from 1; undefined when the text does not have it. */
export function excerptOf(text: string, file: string, line: number, changed: boolean): SourceExcerpt | undefined {
  const lines = text.split("\n");
  if (line < 1 || line > lines.length) return undefined;
  const firstLine = Math.max(1, line - LINES_AROUND);
  return { file, line, firstLine, lines: lines.slice(firstLine - 1, line + LINES_AROUND), changed };
}
