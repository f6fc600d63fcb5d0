import { FUNCTIONS } from "../../../../../system/infrastructure.ts";
import type { Fact, Place } from "../../../../scenario/facts/fact.ts";
import { cutJson } from "../cut-json.ts";
import { type Block, type Form, placeOf } from "../form.ts";
import { jsonInLines, type UnreadJson } from "../json-in-lines.ts";
import { factsInJson } from "../shapes/facts-in-json.ts";
import { isObject } from "../shapes/shape.ts";

/** JSON, on a line among other text or over several lines: log lines, rows, answers of the AWS CLI, callback bodies. */
export const jsonValues: Form = (lines, index) => {
  const found = jsonInLines(lines, index);
  if (found === undefined) return undefined;
  const place = placeOf(lines, index);
  if ("reason" in found) return unread(found, place, index);
  const { value, text, before, next } = found;
  const facts = factsInJson(value, { place, text: text.trim(), ...sourceOf(before) });
  if (facts !== undefined) return { facts, next };
  if (before.trim() !== "") return undefined;
  const keys = isObject(value) ? Object.keys(value).slice(0, 6).join(", ") : "a list";
  return { facts: [], problems: [{ place, reason: `JSON of a shape that is not known (${keys})` }], next };
};

/** `docker logs` and CloudWatch's console put the part's name in front of the line. */
function sourceOf(before: string): { readonly source?: string } {
  const source = Object.values(FUNCTIONS).find((name) => before.includes(name));
  return source === undefined ? {} : { source };
}

/** What is complete of a value whose end was lost is read, and that it was lost is told. */
function unread({ reason, rest }: UnreadJson, place: Place, index: number): Block {
  const whole = rest && factsInJson(cutJson(rest.text), { place, text: rest.text, ...sourceOf(rest.before) });
  if (!rest || !whole || whole.length === 0) return { facts: [], problems: [{ place, reason }], next: index + 1 };
  const problem = { place, reason: `${reason}; what is complete of it is read` };
  return { facts: whole.map(partial), problems: [problem], next: rest.next };
}

/** The last member of a cut object may itself be cut. */
function partial(fact: Fact): Fact {
  if (fact.kind === "log") return { ...fact, fields: withoutLast(fact.fields), partial: true };
  if (fact.kind === "callback") return { ...fact, body: withoutLast(fact.body), partial: true };
  return fact;
}

function withoutLast(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(members);
  return Object.fromEntries(typeof entries.at(-1)?.[1] === "object" ? entries.slice(0, -1) : entries);
}
