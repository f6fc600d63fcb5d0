import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeMapping } from "../event-source-mapping/mapping.ts";
import { anyMapping } from "../event-source-mapping/mapping-resource.ts";
import { parseFunctionName } from "../function-name.ts";
import { MAX_LISTED_MAPPINGS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const listEventSourceMappings = (state: LambdaState): RestPerformance => ({
  resource: anyMapping,
  perform({ query }) {
    const queueArn = query.get("EventSourceArn");
    const functionName = query.get("FunctionName");
    const matching = state.mappings
      .all()
      .filter((mapping) => queueArn === undefined || mapping.eventSourceArn === queueArn)
      .filter((mapping) => functionName === undefined || mapping.functionName === parseFunctionName(functionName).name);
    const { items, ...next } = pageOf(matching, query, MAX_LISTED_MAPPINGS);
    return jsonResponse(200, { EventSourceMappings: items.map((mapping) => describeMapping(mapping)), ...next });
  },
});
