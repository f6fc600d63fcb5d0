import { posix } from "node:path";
import { anchors, codeSpans, linkTargets } from "./markdown.ts";
import type { ProjectText } from "./project-texts.ts";

export interface ProjectPaths {
  exists(path: string): boolean;
  pageText(path: string): string | undefined;
}

/** Links of a page within the project that point to no file or no heading, as `file:line: why`. */
export function brokenLinks(page: ProjectText, project: ProjectPaths): readonly string[] {
  return linkTargets(page.text).flatMap(({ line, text: link }) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return [];
    const [path = "", anchor] = link.split("#", 2);
    const target = path === "" ? page.path : posix.join(posix.dirname(page.path), decodeURI(path));
    if (!project.exists(target)) return [`${page.path}:${line}: the link ${link} points to nothing`];
    if (anchor === undefined || !target.endsWith(".md")) return [];
    if (anchors(project.pageText(target) ?? "").has(decodeURI(anchor))) return [];
    return [`${page.path}:${line}: the link ${link} points to no heading`];
  });
}

/** Paths in backticks that begin with a folder of the project's root and do not exist. Globs are passed over. */
export function brokenCodePaths(
  page: ProjectText,
  rootFolders: ReadonlySet<string>,
  exists: (path: string) => boolean,
): readonly string[] {
  return codeSpans(page.text)
    .filter(({ text }) => /^[\w.@-]+(?:\/[\w.@-]+)+\/?$/.test(text))
    .filter(({ text }) => rootFolders.has(text.slice(0, text.indexOf("/"))) && !exists(text))
    .map(({ line, text }) => `${page.path}:${line}: ${text} does not exist`);
}

/** Places of defects (`where`, one path or several) that do not exist. */
export function brokenPlaces(
  defects: Readonly<Record<string, { readonly where: string }>>,
  exists: (path: string) => boolean,
): readonly string[] {
  return Object.entries(defects).flatMap(([id, { where }]) =>
    where
      .split(/,\s*/)
      .filter((place) => !exists(place))
      .map((place) => `${id}: ${place} does not exist`),
  );
}

/** Places where a text names something that readers of the project do not have. */
export function mentions(file: ProjectText, words: readonly string[]): readonly string[] {
  return file.text.split("\n").flatMap((line, index) => {
    const named = words.filter((word) => line.includes(word));
    return named.map((word) => `${file.path}:${index + 1}: names ${word}, which is not part of the project`);
  });
}
