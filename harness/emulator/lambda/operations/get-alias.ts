import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { aliasNotFound } from "../errors.ts";
import { describeAlias } from "../functions/alias.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html */
export const getAlias = (state: LambdaState): Performance => ({
  perform({ labels }) {
    const { functionArn, aliases } = state.functions.function(labels.FunctionName ?? "");
    const alias = aliases.get(labels.Name ?? "");
    if (!alias) throw aliasNotFound(`${functionArn}:${labels.Name}`);
    return jsonResponse(200, describeAlias(functionArn, alias));
  },
});
