import { isObject, type Json } from "../../emulator/stepfunctions/json/json.ts";
import { JsonSyntaxError } from "../../emulator/stepfunctions/json/json-syntax-error.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";

/** Names of all states of a definition, those inside others too; undefined when it is no JSON. */
export function findStateNames(definition: string): readonly string[] | undefined {
  try {
    return namesIn(parseJson(definition));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

function namesIn(graph: Json | undefined): string[] {
  const states = graph !== undefined && isObject(graph) ? graph.get("States") : undefined;
  if (states === undefined || !isObject(states)) return [];
  return [...states].flatMap(([name, state]) => {
    if (!isObject(state)) return [name];
    const branches = state.get("Branches");
    const inner = [...(Array.isArray(branches) ? branches : []), state.get("ItemProcessor"), state.get("Iterator")];
    return [name, ...inner.flatMap(namesIn)];
  });
}
