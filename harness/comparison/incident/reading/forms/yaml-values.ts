import { parse } from "yaml";
import { endsBlock, type Form, placeOf } from "../form.ts";
import { factsInJson } from "../shapes/facts-in-json.ts";

/** Keys with which answers of the AWS CLI begin: it sorts them. */
const FIRST = /^(cause|error|executionArn|executions|events|input|Contents|Messages):/;
const LONGEST_LINES = 20_000;

/** What the AWS CLI prints with `--output yaml`. */
export const yamlValues: Form = (lines, index) => {
  const first = lines.text[index] ?? "";
  // Only where a block begins, so that every line is looked at once.
  if (!FIRST.test(first) || /^[\w-]+:/.test(lines.text[index - 1] ?? "")) return undefined;
  let next = index;
  while (!endsBlock(lines.text[next]) && next - index < LONGEST_LINES) next++;
  const text = lines.text.slice(index, next).join("\n");
  const facts = factsInJson(parsed(text), { place: placeOf(lines, index), text });
  return facts && { facts, next };
};

function parsed(text: string): unknown {
  try {
    return parse(text, { schema: "core", maxAliasCount: 0, logLevel: "silent" });
  } catch {
    // A sentence with a colon is no YAML; another form may know it.
    return undefined;
  }
}
