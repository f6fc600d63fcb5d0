import { posix } from "node:path";
import { lineAt, sectionNumbers } from "./markdown.ts";
import type { ProjectText } from "./project-texts.ts";

/** A page that a text names, with the cited sections and words. */
export interface Citation {
  readonly line: number;
  readonly page: string;
  readonly sections: readonly string[];
  readonly quoted?: string;
}

/** Blanks, or one line break; in a comment with the prefix of its next line. */
const GAP = String.raw`(?:[ \t]+|[ \t]*\r?\n[ \t]*(?:\*(?!/)|//)?[ \t]*)`;
const NUMBER = String.raw`\d{1,2}(?:\.\d{1,2})*`;
const NUMBERS = `${NUMBER}(?:(?:/|,${GAP}|${GAP}and${GAP}|–)${NUMBER})*`;
const PAGE = String.raw`(?<![\w./@$}{-])(?:\.{1,2}/)*(?:[\w-]+/)*[\w.-]+\.md\b`;
const CITATION = new RegExp(
  `(${PAGE})(?:,?${GAP}(?:sections?${GAP})?(${NUMBERS})(?!\\w))?(?:[,:]${GAP}"([^"]+)")?`,
  "g",
);

/** Every Markdown page that a text names: `x.md`, `x.md 5.6/5.7`, `x.md, section 4`, `x.md 2, "Summary rule"`. */
export function citationsIn(text: string): readonly Citation[] {
  return [...text.matchAll(CITATION)].map(({ 1: page = "", 2: sections, 3: quoted, index }) => ({
    line: lineAt(text, index),
    page,
    sections: sections?.match(new RegExp(NUMBER, "g")) ?? [],
    ...(quoted === undefined ? {} : { quoted: plain(quoted) }),
  }));
}

/**
 * Citations that lead nowhere, as `file:line: why`. Code names pages from the project's root, and only those under
 * docs are looked at there; a page may also name its neighbours.
 */
export function brokenCitations(file: ProjectText, pageText: (path: string) => string | undefined): readonly string[] {
  const isPage = file.path.endsWith(".md");
  return citationsIn(isPage ? withTargetsOnly(file.text) : file.text).flatMap((citation) => {
    const fromRoot = posix.normalize(citation.page);
    const beside = posix.join(posix.dirname(file.path), citation.page);
    const paths = isPage ? [fromRoot, beside] : fromRoot.startsWith("docs/") ? [fromRoot] : [];
    if (paths.length === 0) return [];
    const text = paths.map(pageText).find((found) => found !== undefined);
    return whatIsMissing(citation, text).map((missing) => `${file.path}:${citation.line}: ${missing}`);
  });
}

function whatIsMissing({ page, sections, quoted }: Citation, text: string | undefined): readonly string[] {
  if (text === undefined) return [`${page} does not exist`];
  const numbers = sectionNumbers(text);
  const missing = sections.filter((section) => !numbers.has(section)).map((section) => `${page} has no ${section}`);
  if (quoted === undefined || plain(text).toLowerCase().includes(quoted.toLowerCase())) return missing;
  return [...missing, `${page} does not say "${quoted}"`];
}

/** A link whose text is a page's name, as the page it points to. */
function withTargetsOnly(page: string): string {
  return page.replace(/\[[^\]\n]*\.md\]\(([^)\s#]+)[^)\s]*\)/g, "$1");
}

/** Words without Markdown and comment marks and without line breaks. */
function plain(text: string): string {
  return text.replace(/[*`_]|^[ \t]*\/\//gm, "").replace(/\s+/g, " ");
}
