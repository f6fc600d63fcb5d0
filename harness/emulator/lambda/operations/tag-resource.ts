import { z } from "zod";
import { httpResponse } from "../../../network/http.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { jsonBody, type Performance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue } from "../errors.ts";
import { MAX_FUNCTION_TAGS } from "../limits.ts";
import { parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";
import { taggedResource } from "../tagged-resource.ts";

const schema = z.object({ Tags: recordOf(z.string()) });

/** https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const tagResource = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const tagged = taggedResource(state, labels.Resource ?? "");
    const { Tags } = parseRequest("TagResource", schema, jsonBody(http));
    if (Object.keys(Tags).length === 0)
      throw invalidParameterValue("An error occurred and the request cannot be processed.");
    const tags = { ...tagged.tags, ...Tags };
    if (Object.keys(tags).length > MAX_FUNCTION_TAGS) throw invalidParameterValue("Tags count limit exceeded");
    tagged.tags = tags;
    return httpResponse(204, {}, "");
  },
});
