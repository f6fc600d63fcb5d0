import { rawIn } from "../go-json/decode.ts";
import { readPayload } from "../go-json/read.ts";
import type { LambdaDependencies, LambdaHandler } from "../ports.ts";
import { readQueueEvent } from "./queue-event.ts";
import { startExecutions } from "./start-executions.ts";
import { validateAssets } from "./validate-assets.ts";

/**
 * The validate Lambda (contract/pipeline.md 4.1): a batch of queue messages starts one execution each; as the machine's
 * first state it looks whether the raw objects exist. A missing object never fails it.
 */
export function createValidate(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const event = readPayload(payload, rawIn(payload)) ?? "";
    deps.log({ level: "INFO", message: "Validate Lambda received raw event", fields: [["raw_event", event]] });
    const records = readQueueEvent(event);
    return records ? startExecutions(deps, records) : validateAssets(deps, event);
  };
}
