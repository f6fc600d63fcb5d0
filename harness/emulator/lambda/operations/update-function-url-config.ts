import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { resourceNotFound } from "../errors.ts";
import { describeUrl } from "../function-url/describe-url.ts";
import { parseUpdateUrl } from "../function-url/function-url-input.ts";
import { urlPlace } from "../function-url/url-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html */
export const updateFunctionUrlConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { urls, qualifier, arn } = urlPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const { AuthType, Cors, InvokeMode } = parseUpdateUrl(jsonBody(http));
    const before = urls.get(qualifier);
    if (!before) throw resourceNotFound();
    const url = {
      ...before,
      authType: AuthType ?? before.authType,
      cors: Cors ?? before.cors,
      invokeMode: InvokeMode ?? before.invokeMode,
      modifiedAt: state.deps.clock.now(),
    };
    urls.set(qualifier, url);
    return jsonResponse(200, describeUrl(url, { arn, region: state.deps.region, http }));
  },
});
