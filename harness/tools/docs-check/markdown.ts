/** Something found in a text, with the number of its line. */
export interface Found {
  readonly line: number;
  readonly text: string;
}

/** A heading's number (`5.6` of `### 5.6 Update`) for every heading that has one. */
export function sectionNumbers(page: string): ReadonlySet<string> {
  const numbers = headings(page).map((heading) => /^(\d+(?:\.\d+)*)\.?\s/.exec(heading)?.[1]);
  return new Set(numbers.filter((number) => number !== undefined));
}

/** The anchors that GitHub gives the headings: lower case, blanks become hyphens, a repeated one gets a number. */
export function anchors(page: string): ReadonlySet<string> {
  const given = new Set<string>();
  for (const heading of headings(page)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let repeated = 1; given.has(anchor); repeated++) anchor = `${slug}-${repeated}`;
    given.add(anchor);
  }
  return given;
}

/** GitHub keeps letters, marks, digits, connectors such as `_`, hyphens and blanks; of a link only its text. */
function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

function headings(page: string): readonly string[] {
  const found = withoutFences(page).matchAll(/^#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/gm);
  return [...found].map(([, heading = ""]) => heading);
}

/** Targets of links and images, and of the definitions `[name]: target`. */
export function linkTargets(page: string): readonly Found[] {
  const prose = withoutFences(page).replace(/`[^`\n]*`/g, blanked);
  return findAll(prose, /(?:\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s+(\S+))/gm);
}

/** Texts in backticks. */
export function codeSpans(page: string): readonly Found[] {
  return findAll(withoutFences(page), /`([^`\n]+)`/g);
}

/** The number of the line at an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function findAll(text: string, pattern: RegExp): readonly Found[] {
  return [...text.matchAll(pattern)].map((match) => ({
    line: lineAt(text, match.index),
    text: match[1] ?? match[2] ?? "",
  }));
}

/** Keeps the line breaks, so that line numbers stay right. */
function withoutFences(page: string): string {
  return page.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[`~]*[ \t]*$/gm, blanked);
}

function blanked(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
