import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeLayerContent, layerName, layerVersionNumber } from "../layers/layer-directory.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html */
export const getLayerVersion = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const name = layerName(labels.LayerName ?? "");
    const version = state.layers.find(name, layerVersionNumber(labels.VersionNumber ?? ""));
    return jsonResponse(200, describeLayerContent(state.layers.arn(name), version, http));
  },
});
