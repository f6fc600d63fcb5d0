import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeLayerVersion } from "../layers/layer-directory.ts";
import { isCompatible } from "../layers/layer-list.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html */
export const listLayers = (state: LambdaState): Performance => ({
  perform({ query }) {
    const layers = state.layers.names().flatMap((name) => {
      const [latest] = state.layers.versions(name).filter((version) => isCompatible(version, query));
      return latest ? [{ name, arn: state.layers.arn(name), latest }] : [];
    });
    const { items, ...next } = pageOf(layers, query, MAX_LISTED_FUNCTIONS);
    const Layers = items.map(({ name, arn, latest }) => ({
      LayerName: name,
      LayerArn: arn,
      LatestMatchingVersion: describeLayerVersion(arn, latest),
    }));
    return jsonResponse(200, { Layers, ...next });
  },
});
