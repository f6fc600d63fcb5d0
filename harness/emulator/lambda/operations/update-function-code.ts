import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { zipOf } from "../code-source.ts";
import { describeFunction, passingRevision, UPDATING } from "../describe-function.ts";
import { parseUpdateCode } from "../function-input.ts";
import { publishVersion } from "../functions/publish-version.ts";
import { deployedOf, functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const updateFunctionCode = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  async perform({ http, labels }) {
    const found = state.functions.function(labels.FunctionName ?? "").latest;
    const input = parseUpdateCode(jsonBody(http));
    const { configuration, environmentAt, carry } = deployedOf(found, "UpdateFunctionCode", input.RevisionId);
    const zip = await zipOf("UpdateFunctionCode", input, state.sendAs);
    const architecture = input.Architectures?.[0] ?? configuration.architecture;
    if (input.DryRun) return jsonResponse(200, describeFunction(state, found));
    const changed = { ...configuration, architecture };
    const updated = await state.processes.deploy(found.functionName, changed, zip, undefined, {
      ...(environmentAt && { environmentAt }),
      ...(carry && { carry }),
    });
    const described = input.Publish ? publishVersion(state, updated.all, undefined) : updated;
    return jsonResponse(200, {
      ...describeFunction(state, described),
      ...(!input.Publish && { ...UPDATING, ...passingRevision(state) }),
    });
  },
});
