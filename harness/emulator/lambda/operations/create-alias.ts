import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { resourceConflict } from "../errors.ts";
import { describeAlias } from "../functions/alias.ts";
import { checkRouting, parseCreateAlias } from "../functions/alias-input.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export const createAlias = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const { functionArn, functionName, aliases } = state.functions.function(labels.FunctionName ?? "");
    const { Name, FunctionVersion, Description, RoutingConfig } = parseCreateAlias(jsonBody(http));
    const weights = RoutingConfig?.AdditionalVersionWeights ?? {};
    checkRouting(FunctionVersion, weights);
    if (aliases.has(Name)) throw resourceConflict(`Alias already exists: ${functionArn}:${Name}`);
    for (const version of [FunctionVersion, ...Object.keys(weights)]) state.functions.find(functionName, version);
    const alias = {
      name: Name,
      functionVersion: FunctionVersion,
      description: Description ?? "",
      additionalVersionWeights: weights,
      revisionId: state.deps.random.stream("lambda/revision").uuid(),
    };
    aliases.set(Name, alias);
    return jsonResponse(201, describeAlias(functionArn, alias));
  },
});
