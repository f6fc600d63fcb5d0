import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";

/** One state of a definition as it was written, with its place. */
export interface WrittenState {
  readonly name: string;
  readonly state: JsonObject;
  readonly location: string;
}

/** All states of a definition, with those of branches and item processors behind their own state. */
export function* writtenStates(graph: Json | undefined, location = ""): Generator<WrittenState> {
  if (graph === undefined || !isObject(graph)) return;
  const states = graph.get("States");
  if (states === undefined || !isObject(states)) return;
  for (const [name, state] of states) {
    if (!isObject(state)) continue;
    const place = `${location}/States/${name}`;
    yield { name, state, location: place };
    const branches = state.get("Branches");
    if (branches !== undefined && isArray(branches)) {
      for (const [index, branch] of branches.entries()) yield* writtenStates(branch, `${place}/Branches[${index}]`);
    }
    for (const field of ["ItemProcessor", "Iterator"]) yield* writtenStates(state.get(field), `${place}/${field}`);
  }
}
