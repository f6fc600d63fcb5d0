import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeProvisioned, provisionedOf, provisionedPlace } from "../functions/provisioned-concurrency.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html */
export const getProvisionedConcurrencyConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { all, qualifier } = provisionedPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    return jsonResponse(200, describeProvisioned(provisionedOf(all, qualifier), "READY"));
  },
});
