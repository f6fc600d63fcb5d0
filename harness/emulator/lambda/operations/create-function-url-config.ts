import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { functionDoesNotExist, resourceConflict } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import { describeUrl } from "../function-url/describe-url.ts";
import { parseCreateUrl } from "../function-url/function-url-input.ts";
import { urlPlace } from "../function-url/url-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html */
export const createFunctionUrlConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { FunctionName = "" } = labels;
    if (!state.functions.has(parseFunctionName(FunctionName).name)) throw functionDoesNotExist();
    const { urls, qualifier, arn } = urlPlace(state, FunctionName, query.get("Qualifier"));
    const { AuthType, Cors, InvokeMode } = parseCreateUrl(jsonBody(http));
    if (urls.has(qualifier)) {
      throw resourceConflict(
        `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      );
    }
    const now = state.deps.clock.now();
    const url = {
      id: state.deps.random.stream("lambda/function-url").uuid().replaceAll("-", ""),
      authType: AuthType,
      cors: Cors,
      invokeMode: InvokeMode ?? "BUFFERED",
      createdAt: now,
      modifiedAt: now,
    };
    urls.set(qualifier, url);
    const { LastModifiedTime: _, ...created } = describeUrl(url, { arn, region: state.deps.region, http });
    return jsonResponse(201, created);
  },
});
