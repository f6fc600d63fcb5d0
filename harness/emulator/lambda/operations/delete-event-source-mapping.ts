import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { mappingResource } from "../event-source-mapping/mapping-resource.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const deleteEventSourceMapping = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => mappingResource(state.deps, labels.UUID ?? ""),
  perform: ({ labels }) => jsonResponse(202, describeMapping(state.mappings.delete(labels.UUID ?? ""), "Deleting")),
});
