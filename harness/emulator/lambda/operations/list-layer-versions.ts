import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeLayerVersion, layerName } from "../layers/layer-directory.ts";
import { isCompatible } from "../layers/layer-list.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** The youngest first: https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html */
export const listLayerVersions = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const name = layerName(labels.LayerName ?? "");
    const versions = state.layers.versions(name).filter((version) => isCompatible(version, query));
    const { items, ...next } = pageOf(versions, query, MAX_LISTED_FUNCTIONS);
    const LayerVersions = items.map((version) => describeLayerVersion(state.layers.arn(name), version));
    return jsonResponse(200, { LayerVersions, ...next });
  },
});
