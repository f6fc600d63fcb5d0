import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { taggedFunction } from "../functions/tagged-function.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags = (state: LambdaState): Performance => ({
  perform: ({ labels }) => jsonResponse(200, { Tags: taggedFunction(state, labels.Resource ?? "").tags }),
});
