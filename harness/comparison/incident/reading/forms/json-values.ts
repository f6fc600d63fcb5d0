import { FUNCTIONS } from "../../../../../system/infrastructure.ts";
import { type Form, placeOf } from "../form.ts";
import { jsonInLines } from "../json-in-lines.ts";
import { factsInJson } from "../shapes/facts-in-json.ts";
import { isObject } from "../shapes/shape.ts";

/** JSON, on a line among other text or over several lines: log lines, rows, answers of the AWS CLI, callback bodies. */
export const jsonValues: Form = (lines, index) => {
  const found = jsonInLines(lines, index);
  if (found === undefined) return undefined;
  const place = placeOf(lines, index);
  if ("reason" in found) return { facts: [], problems: [{ place, reason: found.reason }], next: index + 1 };
  const { value, text, before, next } = found;
  // `docker logs` and CloudWatch's console put the part's name in front of the line.
  const source = Object.values(FUNCTIONS).find((name) => before.includes(name));
  const facts = factsInJson(value, { place, text: text.trim(), ...(source !== undefined && { source }) });
  if (facts !== undefined) return { facts, next };
  if (before.trim() !== "") return undefined;
  const keys = isObject(value) ? Object.keys(value).slice(0, 6).join(", ") : "a list";
  return { facts: [], problems: [{ place, reason: `JSON of a shape that is not known (${keys})` }], next };
};
