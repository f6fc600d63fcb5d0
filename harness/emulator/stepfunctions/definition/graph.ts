import { isObject, type JsonObject } from "../json/json.ts";
import { parseChoice } from "./choice.ts";
import { parseFail } from "./fail.ts";
import { Fields } from "./fields.ts";
import type { Graph, State } from "./machine.ts";
import { parseMap } from "./map.ts";
import { parseParallel } from "./parallel.ts";
import { parsePass } from "./pass.ts";
import { readQueryLanguage } from "./query-language.ts";
import { parseSucceed } from "./succeed.ts";
import { parseTask } from "./task.ts";
import { checkTransitions } from "./transitions.ts";
import { parseWait } from "./wait.ts";

/** `Type` in the order in which AWS lists them (recorded: test_state_name_invalid_state_definition). */
const TYPES = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

/** Parses `StartAt` and `States` of a machine, a branch or an item processor. */
export function parseGraph(fields: Fields): Graph {
  const states = new Map<string, State>();
  const startAt = fields.text("StartAt") ?? "";
  const objects = fields.object("States");
  if (!fields.require("States", "StartAt")) return { startAt, states };
  for (const [name, object] of objects ?? []) {
    const location = `${fields.location}/States/${name}`;
    if (!isObject(object)) {
      fields.problems.schema("Expected value of type Object", location);
      continue;
    }
    const state = parseState(name, readState(object, location, fields));
    if (state) states.set(name, state);
  }
  const graph = { startAt, states };
  if (fields.problems.found.length === 0) checkTransitions(graph, fields.location, fields.problems);
  return graph;
}

function parseState(name: string, fields: Fields): State | undefined {
  if (name.length > 80) fields.problems.schema("State name must be 80 characters or less", fields.location);
  if (!fields.require("Type")) return undefined;
  const state = parseByType(name, fields.get("Type"), fields);
  if (state) fields.refuseOthers();
  return state;
}

function parseByType(name: string, type: unknown, fields: Fields): State | undefined {
  switch (type) {
    case "Pass":
      return parsePass(name, fields);
    case "Task":
      return parseTask(name, fields);
    case "Choice":
      return parseChoice(name, fields);
    case "Wait":
      return parseWait(name, fields);
    case "Succeed":
      return parseSucceed(name, fields);
    case "Fail":
      return parseFail(name, fields);
    case "Parallel":
      return parseParallel(name, fields, parseGraph);
    case "Map":
      return parseMap(name, fields, parseGraph);
    default:
      fields.problems.schema(
        `The field 'Type' should have one of these values: [${TYPES.join(", ")}]`,
        fields.at("Type"),
      );
      return undefined;
  }
}

/** The state's own language, or the machine's; a JSONata machine cannot have JSONPath states. */
function readState(object: JsonObject, location: string, graph: Fields): Fields {
  const { machine } = graph.languages;
  const own = readQueryLanguage(new Fields(object, location, graph.problems));
  if (machine === "JSONata" && own === "JSONPath") {
    // Recorded: INVALID_DOWNGRADE_QUERY_LANGUAGE.
    graph.problems.schema(
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      location,
    );
  }
  const fields = new Fields(object, location, graph.problems, { machine, state: own ?? machine });
  fields.get("QueryLanguage");
  return fields;
}
