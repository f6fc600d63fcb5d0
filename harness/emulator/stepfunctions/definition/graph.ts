import { isObject, type JsonObject } from "../json/json.ts";
import { parseChoice } from "./choice.ts";
import { parseFail } from "./fail.ts";
import { Fields } from "./fields.ts";
import { type Graph, QUERY_LANGUAGES, type State } from "./machine.ts";
import { parseMap } from "./map.ts";
import { parseParallel } from "./parallel.ts";
import { parsePass } from "./pass.ts";
import { chosenLanguage } from "./query-language.ts";
import { checkStateFields } from "./state-fields.ts";
import { parseSucceed } from "./succeed.ts";
import { parseTask } from "./task.ts";
import { parseWait } from "./wait.ts";

/** `Type` in the order in which AWS lists them (recorded: test_state_name_invalid_state_definition). */
const TYPES = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

/** Parses `StartAt` and `States` of a machine, a branch or an item processor. */
export function parseGraph(fields: Fields): Graph {
  const states = new Map<string, State>();
  fields.require("States", "StartAt");
  const startAt = fields.text("StartAt") ?? "";
  const objects = fields.object("States");
  if (objects?.size === 0) fields.problems.schema("Value cannot be empty", fields.at("States"));
  for (const [name, object] of objects ?? []) {
    const location = `${fields.location}/States/${name}`;
    if (!isObject(object)) {
      fields.problems.schema("Expected value of type [OBJECT]", location);
      continue;
    }
    const state = parseState(name, object, location, fields);
    if (state) states.set(name, state);
  }
  return { startAt, states, location: fields.location };
}

/** The state's own language is the machine's, not that of a Map or Parallel around it (measured). */
function parseState(name: string, object: JsonObject, location: string, graph: Fields): State | undefined {
  const { machine } = graph.languages;
  const languages = { machine, state: chosenLanguage(object.get("QueryLanguage"), machine) };
  const fields = new Fields(object, location, graph.problems, languages);
  const mixed = machine === "JSONata" && languages.state === "JSONPath";
  if (mixed) {
    // Recorded: INVALID_DOWNGRADE_QUERY_LANGUAGE.
    fields.problems.schema(
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      location,
    );
  }
  if (!fields.require("Type")) return undefined;
  const type = fields.get("Type");
  if (typeof type !== "string" || !TYPES.includes(type)) {
    fields.problems.schema(
      `The field 'Type' should have one of these values: [${TYPES.join(", ")}]`,
      fields.at("Type"),
    );
    return undefined;
  }
  checkStateFields(type, fields, mixed);
  fields.oneOf("QueryLanguage", QUERY_LANGUAGES);
  return parseByType(name, type, fields);
}

function parseByType(name: string, type: string, fields: Fields): State | undefined {
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
      return undefined;
  }
}
