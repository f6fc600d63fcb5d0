/**
 * What is complete of a JSON text that was cut off, as a terminal, a chat or a column's width does it: the last value is left
 * out unless something stands behind it, and the brackets are closed. Undefined where it is no JSON for another reason.
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
    else if (one === "{" || one === "[") open.push(one === "{" ? "}" : "]");
    else if (one === "}" || one === "]") open.pop();
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
