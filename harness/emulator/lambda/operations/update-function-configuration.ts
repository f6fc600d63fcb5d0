import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { configurationOf, parseUpdateConfiguration } from "../function-input.ts";
import { deployedOf, functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform({ http, labels }) {
    const found = state.functions.find(labels.FunctionName ?? "");
    const input = parseUpdateConfiguration(jsonBody(http));
    const { configuration, code, ...own } = deployedOf(found, "UpdateFunctionConfiguration", input.RevisionId);
    const changed = configurationOf(input, configuration);
    const { runtime, functionName, ...reach } = own;
    const updated = await state.processes.deploy(functionName, changed, code, found.tags ?? {}, {
      ...reach,
      ...(changed.runtime === configuration.runtime && { runtime }),
    });
    return jsonResponse(200, describeFunction(state, updated));
  },
});
