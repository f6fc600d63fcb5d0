/** Deeper quotes than this are no longer somebody's report. */
const DEEPEST_QUOTE = 8;

/** What `curl -v` says of its request begins like a quote. */
const REQUEST_LINE = /^\s*> [A-Z]+ \S+ HTTP\/[\d.]+\s*$/;

/**
 * Lines without what an answer to a mail puts in front of them (`> `), and without the indentation that all lines of a
 * paragraph share. Every line keeps its number.
 */
export function withoutMargins(text: readonly string[]): readonly string[] {
  let lines = [...text];
  for (let depth = 0; depth < DEEPEST_QUOTE; depth++) {
    const unquoted = inRuns(
      lines,
      (line) => /^\s*>/.test(line),
      (run) => {
        return REQUEST_LINE.test(run[0] ?? "") ? run : run.map((line) => line.replace(/^\s*> ?/, ""));
      },
    );
    const same = unquoted.every((line, index) => line === lines[index]);
    lines = unquoted;
    if (same) break;
  }
  return inRuns(
    lines,
    (line) => line.trim() !== "",
    (run) => {
      const indents = run.map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
      const shared = indents.reduce((least, one) => (one.startsWith(least) ? least : commonStart(least, one)));
      return shared === "" ? run : run.map((line) => line.slice(shared.length));
    },
  );
}

/** Changes each run of lines that belong together; the others stay. */
function inRuns(
  lines: readonly string[],
  belongs: (line: string) => boolean,
  change: (run: readonly string[]) => readonly string[],
): string[] {
  const changed: string[] = [];
  for (let index = 0; index < lines.length; ) {
    let end = index;
    while (end < lines.length && belongs(lines[end] ?? "")) end++;
    if (end > index) for (const line of change(lines.slice(index, end))) changed.push(line);
    else changed.push(lines[end++] ?? "");
    index = end;
  }
  return changed;
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
