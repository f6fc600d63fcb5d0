import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { policyPlace } from "../resource-policy/policy-place.ts";
import { describePolicy } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { policies, qualifier } = policyPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    return jsonResponse(200, describePolicy(policies.get(qualifier)));
  },
});
