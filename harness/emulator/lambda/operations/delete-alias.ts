import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/** Deleting what is not there succeeds: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html */
export const deleteAlias = (state: LambdaState): Performance => ({
  perform({ labels }) {
    state.functions.function(labels.FunctionName ?? "").aliases.delete(labels.Name ?? "");
    return httpResponse(204, {}, "");
  },
});
