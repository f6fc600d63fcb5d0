/** Characters that a single star does not cross: the borders of a path's steps and of a scenario's folders. */
const WITHIN_A_STEP = "[^./\\[\\]]*";

/**
 * Whether a whole text matches a pattern of the ledger: `*` is anything within one step of a path, `**` anything at
 * all, every other character itself.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const source = pattern
    .split(/(\*{1,2})/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? WITHIN_A_STEP : literally(part)))
    .join("");
  return new RegExp(`^${source}$`, "s").test(text);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
