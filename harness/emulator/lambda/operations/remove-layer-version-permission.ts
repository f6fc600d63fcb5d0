import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { layerName } from "../layers/layer-directory.ts";
import { withoutStatement } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemoveLayerVersionPermission.html */
export const removeLayerVersionPermission = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const version = state.layers.findForPolicy(layerName(labels.LayerName ?? ""), labels.VersionNumber ?? "");
    version.policy = withoutStatement(version.policy, labels.StatementId ?? "", {
      revisionId: state.deps.random.stream("lambda/revision").uuid(),
      expectedRevisionId: query.get("RevisionId"),
    });
    return httpResponse(204, {}, "");
  },
});
