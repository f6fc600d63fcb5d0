import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { layerName } from "../layers/layer-directory.ts";
import { describePolicy } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html */
export const getLayerVersionPolicy = (state: LambdaState): Performance => ({
  perform({ labels }) {
    const version = state.layers.findForPolicy(layerName(labels.LayerName ?? ""), labels.VersionNumber ?? "");
    return jsonResponse(200, describePolicy(version.policy, "No policy is associated with the given resource."));
  },
});
