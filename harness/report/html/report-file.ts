import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { BuiltPage } from "./build-page.ts";

/** Data of a report by the id of the element that it stands in. */
export type DataParts = readonly (readonly [id: string, data: Compressed])[];

/** JSON, compressed, in letters that mean nothing in HTML. */
export interface Compressed {
  readonly base64: string;
}

export function compress(value: unknown): Compressed {
  return { base64: gzipSync(JSON.stringify(value), { level: 9 }).toString("base64") };
}

/**
 * The whole report as one HTML file. Its policy allows this script and this style, by their hashes, and nothing else: no
 * request, no other script, no text that becomes markup. All data is base64, so that nothing in it can leave its element.
 */
export function reportFile({ script, style }: BuiltPage, parts: DataParts): string {
  const safeScript = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(safeScript)}'`,
    `style-src '${hashOf(style)}'`,
    // Thumbnails, which stand in the data.
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    "<title>Report of a run</title>",
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    '<div id="app"><p class="lone">Reading …</p></div>',
    "<noscript>This report needs JavaScript, which is switched off here.</noscript>",
    ...parts.map(([id, { base64 }]) => `<script type="text/plain" id="${id}">${base64}</script>`),
    `<script>${safeScript}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
