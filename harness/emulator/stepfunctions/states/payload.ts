import type { PayloadField } from "../definition/distributed-map.ts";
import type { MapItem } from "../execution/map-item.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import { evaluateTemplate } from "../query/evaluate.ts";

/** Evaluates a field of a Map; `input` is `$` of a JSONPath state. */
export async function evaluatePayload(
  field: PayloadField,
  input: Json,
  run: StateRun,
  mapItem?: MapItem,
): Promise<Json> {
  return field.language === "JSONata"
    ? run.evaluate(field.template, { mapItem })
    : evaluateTemplate(field.template, run.scope(input, mapItem));
}
