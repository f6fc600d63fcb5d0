import { httpResponse } from "../../../network/http.ts";
import { parseRequestTarget } from "../../gateway/request-target.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";
import { taggedResource } from "../tagged-resource.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const tagged = taggedResource(state, labels.Resource ?? "");
    const keys = parseRequestTarget(http.path).query.flatMap(([name, value]) => (name === "tagKeys" ? [value] : []));
    tagged.tags = Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !keys.includes(key)));
    return httpResponse(204, {}, "");
  },
});
