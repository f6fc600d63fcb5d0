/** What tools print is not nested deeper; what is would be walked again at each level. */
export const DEEPEST_JSON = 64;

/**
 * What is complete of a JSON text that was cut off, as a terminal, a chat or a column's width does it: the last value is left
 * out unless something stands behind it, and the brackets are closed. Undefined where it is no JSON for another reason, and where
 * it is nested deeper than anything that people paste.
 */
export function cutJson(text: string): unknown {
  const open: string[] = [];
  let inText = false;
  let whole = 0;
  let closing = "";
  for (let index = 0; index < text.length; index++) {
    const one = text[index];
    if (inText) {
      if (one === "\\") index++;
      else if (one === '"') inText = false;
      continue;
    }
    if (one === '"') inText = true;
    else if (one === "{" || one === "[") {
      open.push(one === "{" ? "}" : "]");
      if (open.length > DEEPEST_JSON) return undefined;
    } else if (one === "}" || one === "]") open.pop();
    else if (one !== ",") continue;
    if (inText) continue;
    whole = one === "," ? index : index + 1;
    closing = open.toReversed().join("");
  }
  try {
    return JSON.parse(text.slice(0, whole) + closing) as unknown;
  } catch {
    return undefined;
  }
}
