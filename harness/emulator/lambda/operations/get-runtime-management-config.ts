import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetRuntimeManagementConfig.html */
export const getRuntimeManagementConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { found, arn } = state.functions.lookUp(labels.FunctionName ?? "", query.get("Qualifier"));
    const updates = found.all.runtimeUpdates.get(found.version);
    return jsonResponse(200, {
      UpdateRuntimeOn: updates?.updateRuntimeOn ?? "Auto",
      ...(updates?.runtimeVersionArn !== undefined && { RuntimeVersionArn: updates.runtimeVersionArn }),
      FunctionArn: arn,
    });
  },
});
