import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction, passingRevision, UPDATING } from "../describe-function.ts";
import { configurationOf, parseUpdateConfiguration } from "../function-input.ts";
import { deployedOf, functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform({ http, labels }) {
    const found = state.functions.function(labels.FunctionName ?? "").latest;
    const input = parseUpdateConfiguration(jsonBody(http));
    const { configuration, code, ...own } = deployedOf(found, "UpdateFunctionConfiguration", input.RevisionId);
    const changed = configurationOf(input, input.Layers && state.layers.ofFunction(input.Layers), configuration);
    const { runtime, functionName, version: _, ...reach } = own;
    const updated = await state.processes.deploy(functionName, changed, code, undefined, {
      ...reach,
      ...(changed.runtime === configuration.runtime && { runtime }),
    });
    return jsonResponse(200, { ...describeFunction(state, updated), ...UPDATING, ...passingRevision(state) });
  },
});
