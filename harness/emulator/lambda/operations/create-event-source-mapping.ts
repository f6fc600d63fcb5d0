import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { parseCreateInput } from "../event-source-mapping/mapping-input.ts";
import { anyMapping } from "../event-source-mapping/mapping-resource.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping = (state: LambdaState): RestPerformance => ({
  resource: anyMapping,
  perform: ({ http }) =>
    jsonResponse(202, describeMapping(state.mappings.create(parseCreateInput(jsonBody(http))), "Creating")),
});
