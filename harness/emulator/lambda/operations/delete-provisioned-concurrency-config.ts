import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { provisionedPlace } from "../functions/provisioned-concurrency.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteProvisionedConcurrencyConfig.html */
export const deleteProvisionedConcurrencyConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { all, qualifier } = provisionedPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    all.provisioned.delete(qualifier);
    return httpResponse(204, {}, "");
  },
});
