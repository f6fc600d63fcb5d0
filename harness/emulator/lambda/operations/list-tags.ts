import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";
import { taggedResource } from "../tagged-resource.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags = (state: LambdaState): Performance => ({
  perform: ({ labels }) => jsonResponse(200, { Tags: taggedResource(state, labels.Resource ?? "").tags }),
});
