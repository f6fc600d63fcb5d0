import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { policyPlace } from "../resource-policy/policy-place.ts";
import { withoutStatement } from "../resource-policy/resource-policy.ts";
import { checkRevision, type LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const place = policyPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const { policies, qualifier } = place;
    if (policies.has(qualifier)) checkRevision(place.revisionId, query.get("RevisionId"));
    const revisionId = state.deps.random.stream("lambda/revision").uuid();
    const left = withoutStatement(policies.get(qualifier), labels.StatementId ?? "", { revisionId });
    place.revise(revisionId);
    if (left) policies.set(qualifier, left);
    else policies.delete(qualifier);
    return httpResponse(204, {}, "");
  },
});
