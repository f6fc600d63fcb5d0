import { httpResponse } from "../../../network/http.ts";
import { parseRequestTarget } from "../../gateway/request-target.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { taggedFunction } from "../functions/tagged-function.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const all = taggedFunction(state, labels.Resource ?? "");
    const keys = parseRequestTarget(http.path).query.flatMap(([name, value]) => (name === "tagKeys" ? [value] : []));
    all.tags = Object.fromEntries(Object.entries(all.tags).filter(([key]) => !keys.includes(key)));
    return httpResponse(204, {}, "");
  },
});
