import { type FolderScore, partByScenarios, partWithUnitTests } from "./score.ts";

const HEAD = [
  "folder",
  "mutants",
  "reached",
  "by scenario",
  "of reached",
  "by unit test",
  "of all",
  "survived",
  "unreached",
];

/** The score by folder, and of all, as a table for a terminal. */
export function scoreTable(folders: readonly FolderScore[], all: FolderScore): string {
  const rows = [...folders, all].map((score) => [
    score.folder,
    String(score.mutants),
    String(score.reached),
    String(score.byScenario),
    perCent(partByScenarios(score)),
    String(score.byUnitTest),
    perCent(partWithUnitTests(score)),
    String(score.survived),
    String(score.unreached),
  ]);
  const table = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const rule = "─".repeat(lines[0]?.length ?? 0);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join("\n");
}

function perCent(part: number | undefined): string {
  return part === undefined ? "–" : `${(100 * part).toFixed(0)} %`;
}
