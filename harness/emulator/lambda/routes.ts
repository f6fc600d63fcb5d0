import type { RestRoute } from "../gateway/rest-json-protocol.ts";

/**
 * Operations that this room answers, and how the wire names them
 * (https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html).
 */
export const ROUTES = [
  ["CreateEventSourceMapping", "POST", "/2015-03-31/event-source-mappings"],
  ["CreateFunction", "POST", "/2015-03-31/functions"],
  ["DeleteEventSourceMapping", "DELETE", "/2015-03-31/event-source-mappings/{UUID}"],
  ["DeleteFunction", "DELETE", "/2015-03-31/functions/{FunctionName}"],
  ["GetEventSourceMapping", "GET", "/2015-03-31/event-source-mappings/{UUID}"],
  ["GetFunction", "GET", "/2015-03-31/functions/{FunctionName}"],
  ["GetFunctionConfiguration", "GET", "/2015-03-31/functions/{FunctionName}/configuration"],
  ["Invoke", "POST", "/2015-03-31/functions/{FunctionName}/invocations"],
  ["ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings"],
  ["ListFunctions", "GET", "/2015-03-31/functions"],
  ["UpdateEventSourceMapping", "PUT", "/2015-03-31/event-source-mappings/{UUID}"],
  ["UpdateFunctionCode", "PUT", "/2015-03-31/functions/{FunctionName}/code"],
  ["UpdateFunctionConfiguration", "PUT", "/2015-03-31/functions/{FunctionName}/configuration"],
] as const satisfies readonly RestRoute[];

export type LambdaOperationName = (typeof ROUTES)[number][0];
