import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { mappingResource } from "../event-source-mapping/mapping-resource.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const getEventSourceMapping = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => mappingResource(state.deps, labels.UUID ?? ""),
  perform: ({ labels }) => jsonResponse(200, describeMapping(state.mappings.get(labels.UUID ?? ""))),
});
