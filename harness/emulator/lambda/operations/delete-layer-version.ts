import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { layerName, layerVersionNumber } from "../layers/layer-directory.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html */
export const deleteLayerVersion = (state: LambdaState): Performance => ({
  perform({ labels }) {
    state.layers.delete(layerName(labels.LayerName ?? ""), layerVersionNumber(labels.VersionNumber ?? ""));
    return httpResponse(204, {}, "");
  },
});
