import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({ RecursiveLoop: z.enum(["Allow", "Terminate"]) });

/** Has no effect: no loop is looked for. https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html */
export const putFunctionRecursionConfig = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const all = state.functions.function(labels.FunctionName ?? "");
    const { RecursiveLoop } = parseRequest("PutFunctionRecursionConfig", schema, jsonBody(http));
    all.recursiveLoop = RecursiveLoop;
    return jsonResponse(200, { RecursiveLoop });
  },
});
