import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import type { PathQuery } from "../query/query.ts";
import type { Fields } from "./fields.ts";
import type { Graph, MapState } from "./machine.ts";
import { parseCallState } from "./shared-fields.ts";

const NO_STATES: Graph = { startAt: "", states: new Map() };
/** Fields of a distributed Map. */
const DISTRIBUTED_ONLY = [
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "ToleratedFailurePercentage",
  "ToleratedFailurePercentagePath",
  "ToleratedFailureCount",
  "ToleratedFailureCountPath",
  "Label",
];

export function parseMap(name: string, fields: Fields, parseGraph: (fields: Fields) => Graph): MapState {
  const distributed = DISTRIBUTED_ONLY.find((field) => fields.has(field));
  if (distributed !== undefined) throw notEmulated(name, distributed);
  const jsonata = fields.inJsonata;
  const selector = jsonata ? undefined : fields.template("ItemSelector");
  const { parameters, ...call } = parseCallState(name, fields);
  return {
    type: "Map",
    ...call,
    jsonata: call.jsonata && {
      ...call.jsonata,
      items: fields.jsonataTemplate("Items"),
      itemSelector: fields.jsonataTemplate("ItemSelector"),
    },
    // In a Map, Parameters is the older name of ItemSelector.
    parameters: undefined,
    itemSelector: selector ?? parameters,
    itemsPath: jsonata ? undefined : fields.path("ItemsPath"),
    maxConcurrency: parseMaxConcurrency(fields),
    itemProcessor: parseProcessor(name, fields, parseGraph),
  };
}

function parseMaxConcurrency(fields: Fields): number | PathQuery | JsonataExpression | undefined {
  if (fields.inJsonata) {
    const expression = fields.jsonataExpression("MaxConcurrency");
    return expression ?? fields.number("MaxConcurrency", { minimum: 0, integer: true });
  }
  const limit = fields.number("MaxConcurrency", { minimum: 0, integer: true });
  return limit ?? fields.path("MaxConcurrencyPath");
}

/** `ItemProcessor`, or `Iterator`, its older name. */
function parseProcessor(name: string, fields: Fields, parseGraph: (fields: Fields) => Graph): Graph {
  const field = fields.has("Iterator") && !fields.has("ItemProcessor") ? "Iterator" : "ItemProcessor";
  if (field === "ItemProcessor" && !fields.require("ItemProcessor")) return NO_STATES;
  const object = fields.object(field);
  if (!object) return NO_STATES;
  const processor = fields.inside(object, field);
  const configuration = processor.object("ProcessorConfig");
  if (configuration?.get("Mode") === "DISTRIBUTED") throw notEmulated(name, "ProcessorConfig.Mode DISTRIBUTED");
  const graph = parseGraph(processor);
  processor.refuseOthers();
  return graph;
}

function notEmulated(state: string, what: string): AwsError {
  return new AwsError("NotImplemented", `${what} of a distributed Map (state '${state}') is not emulated.`, {
    status: 501,
  });
}
