import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { mappingResource } from "../event-source-mapping/mapping-resource.ts";
import { checkConstraints } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const updateEventSourceMapping = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => mappingResource(state.deps, labels.UUID ?? ""),
  perform({ http, labels }) {
    const uuid = labels.UUID ?? "";
    const wasEnabled = state.mappings.get(uuid).enabled;
    const input = jsonBody(http);
    checkConstraints("UpdateEventSourceMapping", input);
    const mapping = state.mappings.update(uuid, input);
    if (mapping.enabled === wasEnabled) return jsonResponse(202, describeMapping(mapping, "Updating"));
    return jsonResponse(202, describeMapping(mapping, mapping.enabled ? "Enabling" : "Disabling"));
  },
});
