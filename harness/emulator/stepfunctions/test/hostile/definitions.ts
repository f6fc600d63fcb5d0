import fc from "fast-check";
import { anyJson, type JsonText, objectText, quoted } from "./json-text.ts";
import { badState, type FieldTexts, goodState, type Language, type Named, NEXT } from "./states.ts";

/** Names of states that JavaScript's own objects have as members. */
const ROOT_NAMES = ["__proto__", "constructor", "hasOwnProperty"];

/** Definitions that AWS takes: hostile only in what they do. */
export const goodDefinition: fc.Arbitrary<JsonText> = fc
  .constantFrom<Language>("JSONPath", "JSONata")
  .chain((language) =>
    fc
      .letrec<{ graph: Named<JsonText>; state: Named<FieldTexts> }>((tie) => ({
        graph: fc.array(tie("state"), { minLength: 1, maxLength: 3 }).map(
          (states) => (prefix) =>
            graphText(
              states.map((state, index) => state(`${prefix}/${index}`)),
              prefix,
            ),
        ),
        state: goodState(language, tie("graph")),
      }))
      .graph.map((graph) => graph("").replace("{", `{"QueryLanguage":${quoted(language)},`)),
  );

/** Definitions with something wrong, or nothing right. */
export const badDefinition: fc.Arbitrary<JsonText> = fc.oneof(
  fc.tuple(goodDefinition, badState, fc.nat()).map(([definition, fields, at]) => withFields(definition, fields, at)),
  fc.array(badState, { maxLength: 3 }).map((states) => graphText(states, "")),
  anyJson,
);

/** A chain of states: each goes to the next one, the last to a Succeed. What follows a Fail or Succeed is left out. */
function graphText(states: readonly FieldTexts[], prefix: string): JsonText {
  const nameOf = (index: number): string => (prefix === "" ? ROOT_NAMES[index] : undefined) ?? `${prefix}:${index}`;
  const members: [string, JsonText][] = [];
  for (const [index, state] of states.entries()) {
    const type = state.find(([name]) => name === "Type")?.[1];
    const ends = type === '"Fail"' || type === '"Succeed"';
    const next = quoted(nameOf(index + 1));
    const text = objectText(ends || type === '"Choice"' ? state : [...state, ["Next", next]]);
    members.push([nameOf(index), text.replaceAll(quoted(NEXT), next)]);
    if (ends) return wholeGraph(members);
  }
  return wholeGraph([...members, [nameOf(states.length), '{"Type":"Succeed"}']]);
}

function wholeGraph(states: readonly (readonly [string, JsonText])[]): JsonText {
  return objectText([
    ["StartAt", quoted(states[0]?.[0] ?? "")],
    ["States", objectText(states)],
  ]);
}

/** The definition with more fields in one of its states. */
function withFields(definition: JsonText, fields: FieldTexts, at: number): JsonText {
  const parts = definition.split('"Type":');
  const place = 1 + (at % Math.max(1, parts.length - 1));
  const more = fields.map(([name, value]) => `${quoted(name)}:${value},`).join("");
  return parts.map((part, index) => (index === 0 ? part : `${index === place ? more : ""}"Type":${part}`)).join("");
}
