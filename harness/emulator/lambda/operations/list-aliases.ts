import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeAlias } from "../functions/alias.ts";
import { MAX_LISTED_VERSIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export const listAliases = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { functionArn, aliases } = state.functions.function(labels.FunctionName ?? "");
    const version = query.get("FunctionVersion");
    const asked = [...aliases.values()]
      .filter(
        ({ functionVersion, additionalVersionWeights }) =>
          version === undefined || functionVersion === version || Object.hasOwn(additionalVersionWeights, version),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, ...next } = pageOf(asked, query, MAX_LISTED_VERSIONS);
    return jsonResponse(200, { Aliases: items.map((alias) => describeAlias(functionArn, alias)), ...next });
  },
});
