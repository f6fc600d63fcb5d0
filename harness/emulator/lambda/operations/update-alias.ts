import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { aliasNotFound } from "../errors.ts";
import { describeAlias } from "../functions/alias.ts";
import { checkRouting, parseUpdateAlias } from "../functions/alias-input.ts";
import { checkRevision, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html */
export const updateAlias = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const { functionArn, functionName, aliases } = state.functions.function(labels.FunctionName ?? "");
    const before = aliases.get(labels.Name ?? "");
    if (!before) throw aliasNotFound(`${functionArn}:${labels.Name}`);
    const { FunctionVersion, Description, RoutingConfig, RevisionId } = parseUpdateAlias(jsonBody(http));
    checkRevision(before.revisionId, RevisionId);
    const alias = {
      name: before.name,
      functionVersion: FunctionVersion ?? before.functionVersion,
      description: Description ?? before.description,
      additionalVersionWeights: RoutingConfig
        ? (RoutingConfig.AdditionalVersionWeights ?? {})
        : before.additionalVersionWeights,
      revisionId: state.deps.random.stream("lambda/revision").uuid(),
    };
    checkRouting(alias.functionVersion, alias.additionalVersionWeights);
    for (const version of [alias.functionVersion, ...Object.keys(alias.additionalVersionWeights)]) {
      state.functions.find(functionName, version);
    }
    aliases.set(alias.name, alias);
    return jsonResponse(200, describeAlias(functionArn, alias));
  },
});
