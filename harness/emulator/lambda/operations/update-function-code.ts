import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { parseUpdateCode, zipOf } from "../function-input.ts";
import { deployedOf, functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const updateFunctionCode = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform({ http, labels }) {
    const found = state.functions.find(labels.FunctionName ?? "");
    const input = parseUpdateCode(jsonBody(http));
    const { configuration, environmentAt, carry } = deployedOf(found, "UpdateFunctionCode", input.RevisionId);
    const zip = zipOf("UpdateFunctionCode", input);
    const architecture = input.Architectures?.[0] ?? configuration.architecture;
    if (input.DryRun) return jsonResponse(200, describeFunction(state, found));
    const changed = { ...configuration, architecture };
    const updated = await state.processes.deploy(found.functionName, changed, zip, found.tags ?? {}, {
      ...(environmentAt && { environmentAt }),
      ...(carry && { carry }),
    });
    return jsonResponse(200, describeFunction(state, updated));
  },
});
