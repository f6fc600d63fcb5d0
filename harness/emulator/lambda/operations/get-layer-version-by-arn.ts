import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { validationError } from "../errors.ts";
import { describeLayerContent } from "../layers/layer-directory.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html */
export const getLayerVersionByArn = (state: LambdaState): Performance => ({
  perform({ http, query }) {
    const arn = query.get("Arn") ?? "";
    const [, name = "", version = ""] = /:layer:([^:]+):(\d+)$/.exec(arn) ?? [];
    if (name === "") {
      throw validationError(
        `Value '${arn}' at 'arn' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
          "arn:(aws[a-zA-Z0-9-]*):lambda:[a-z]{2}(-gov)?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+",
      );
    }
    return jsonResponse(200, describeLayerContent(state.layers.arn(name), state.layers.find(name, version), http));
  },
});
