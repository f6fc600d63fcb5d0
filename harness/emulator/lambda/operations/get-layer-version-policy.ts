import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { layerName } from "../layers/layer-directory.ts";
import { describePolicy } from "../resource-policy/resource-policy.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html */
export const getLayerVersionPolicy = (state: LambdaState): RestPerformance => ({
  resource: ({ labels }) => ({
    arn: `${state.layers.arn(labels.LayerName ?? "")}:${labels.VersionNumber ?? ""}`,
    label: labels.LayerName ?? "",
  }),
  perform({ labels }) {
    const version = state.layers.find(layerName(labels.LayerName ?? ""), labels.VersionNumber ?? "");
    return jsonResponse(200, describePolicy(version.policy));
  },
});
