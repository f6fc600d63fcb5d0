import { httpResponse } from "../../../network/http.ts";
import type { RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue, resourceConflict } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** The function, or one version: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export const deleteFunction = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels, query }) {
    const reference = labels.FunctionName ?? "";
    const version = query.get("Qualifier") ?? parseFunctionName(reference).qualifier;
    if (version === "$LATEST")
      throw invalidParameterValue("$LATEST version cannot be deleted without deleting the function.");
    const all = state.functions.function(reference);
    if (version === undefined) {
      state.functions.remove(all);
      return httpResponse(204, {}, "");
    }
    if (!/^\d+$/.test(version)) {
      throw invalidParameterValue("Deletion of aliases is not currently supported.");
    }
    const aliases = [...all.aliases.values()].filter(
      ({ functionVersion, additionalVersionWeights }) =>
        functionVersion === version || Object.hasOwn(additionalVersionWeights, version),
    );
    if (aliases.length > 0) {
      const names = aliases.map(({ name }) => name).join(", ");
      throw resourceConflict(
        `Version ${version} of ${all.functionName} cannot be deleted: the aliases [${names}] name it.`,
      );
    }
    const removed = all.versions.find((one) => one.version === version);
    if (removed) state.functions.removeVersion(removed);
    return httpResponse(204, {}, "");
  },
});
