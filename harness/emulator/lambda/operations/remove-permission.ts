import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { policyPlace } from "../resource-policy/policy-place.ts";
import { withoutStatement } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { policies, qualifier } = policyPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const left = withoutStatement(policies.get(qualifier), labels.StatementId ?? "", {
      revisionId: state.deps.random.stream("lambda/revision").uuid(),
      expectedRevisionId: query.get("RevisionId"),
    });
    if (left) policies.set(qualifier, left);
    else policies.delete(qualifier);
    return httpResponse(204, {}, "");
  },
});
