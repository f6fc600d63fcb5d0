import { readRawPayload } from "../payload.ts";
import type { LambdaDependencies, LambdaHandler } from "../ports.ts";
import { readQueueEvent } from "./queue-event.ts";
import { startExecutions } from "./start-executions.ts";
import { validateAssets } from "./validate-assets.ts";

/**
 * The validate Lambda (docs/contract/pipeline.md 4.1): a batch of queue messages starts one execution each; as the
 * machine's first state it looks whether the raw objects exist. A missing object never fails it.
 */
export function createValidate(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const { text, node } = readRawPayload(payload);
    deps.log({ level: "INFO", message: "Validate Lambda received raw event", fields: [["raw_event", text]] });
    const records = readQueueEvent(node);
    return records ? startExecutions(deps, records) : validateAssets(deps, node);
  };
}
