import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { invalidParameterValue } from "../errors.ts";
import { optional, parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({
  UpdateRuntimeOn: z.enum(["Auto", "Manual", "FunctionUpdate"]),
  RuntimeVersionArn: optional(z.string()),
});

/** Has no effect: the runtime is this machine's. https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html */
export const putRuntimeManagementConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { found, arn } = state.functions.lookUp(labels.FunctionName ?? "", query.get("Qualifier"));
    const { UpdateRuntimeOn, RuntimeVersionArn } = parseRequest("PutRuntimeManagementConfig", schema, jsonBody(http));
    if ((UpdateRuntimeOn === "Manual") !== (RuntimeVersionArn !== undefined)) {
      throw invalidParameterValue("RuntimeVersionArn is for the update mode Manual, which needs it.");
    }
    found.all.runtimeUpdates.set(found.version, {
      updateRuntimeOn: UpdateRuntimeOn,
      runtimeVersionArn: RuntimeVersionArn,
    });
    return jsonResponse(200, {
      UpdateRuntimeOn,
      FunctionArn: arn,
      ...(RuntimeVersionArn !== undefined && { RuntimeVersionArn }),
    });
  },
});
