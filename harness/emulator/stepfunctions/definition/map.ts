import { MAXIMUM_PERCENTAGE, MINIMUM_COUNT } from "../limits.ts";
import type { Fields } from "./fields.ts";
import type { Graph, MapState } from "./machine.ts";
import { checkProcessorConfig, parseDistributedMap } from "./parse-distributed-map.ts";
import { parseNumber } from "./payload-field.ts";
import { parseCallState } from "./shared-fields.ts";

const NO_STATES: Graph = { startAt: "", states: new Map(), location: "" };

const DISTRIBUTED_ONLY = ["ItemReader", "ItemBatcher", "ResultWriter"];

export function parseMap(name: string, fields: Fields, parseGraph: (fields: Fields) => Graph): MapState {
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
    maxConcurrency: parseNumber(fields, "MaxConcurrency", { minimum: MINIMUM_COUNT, integer: true }),
    toleratedFailureCount: parseNumber(fields, "ToleratedFailureCount", { minimum: MINIMUM_COUNT, integer: true }),
    toleratedFailurePercentage: parseNumber(fields, "ToleratedFailurePercentage", {
      minimum: MINIMUM_COUNT,
      maximum: MAXIMUM_PERCENTAGE,
    }),
    ...parseProcessor(name, fields, parseGraph),
  };
}

/** `ItemProcessor`, or `Iterator`, its older name, and the mode in which it runs. */
function parseProcessor(
  name: string,
  fields: Fields,
  parseGraph: (fields: Fields) => Graph,
): Pick<MapState, "itemProcessor" | "inlineRefuses" | "distributed"> {
  const field = fields.has("ItemProcessor") ? "ItemProcessor" : "Iterator";
  const object = fields.exactlyOne("ItemProcessor", "Iterator") ? fields.object(field) : undefined;
  if (!object) return { itemProcessor: NO_STATES, inlineRefuses: false, distributed: undefined };
  const processor = fields.inside(object, field);
  checkProcessorConfig(processor);
  const itemProcessor = parseGraph(processor);
  processor.refuseOthers();
  const distributed = parseDistributedMap(name, fields, object);
  const inlineRefuses = !distributed && DISTRIBUTED_ONLY.some((name) => fields.has(name));
  return { itemProcessor, inlineRefuses, distributed };
}
