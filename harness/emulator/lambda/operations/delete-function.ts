import { httpResponse } from "../../../network/http.ts";
import type { RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import { functionResource, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export const deleteFunction = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => functionResource(state, labels.FunctionName ?? ""),
  perform({ labels, query }) {
    const reference = labels.FunctionName ?? "";
    const version = query.get("Qualifier") ?? parseFunctionName(reference).qualifier;
    if (version === "$LATEST")
      throw invalidParameterValue("$LATEST version cannot be deleted without deleting the function.");
    state.functions.remove(state.functions.find(reference, version));
    return httpResponse(204, {}, "");
  },
});
