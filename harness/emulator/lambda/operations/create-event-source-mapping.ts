import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { parseCreateInput } from "../event-source-mapping/mapping-input.ts";
import { anyMapping } from "../event-source-mapping/mapping-resource.ts";
import { checkConstraints } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping = (state: LambdaState): RestPerformance => ({
  resource: anyMapping,
  perform({ http }) {
    const input = jsonBody(http);
    checkConstraints("CreateEventSourceMapping", input);
    return jsonResponse(202, describeMapping(state.mappings.create(parseCreateInput(input)), "Creating"));
  },
});
