import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { resourceNotFound } from "../errors.ts";
import { describeUrl } from "../function-url/describe-url.ts";
import { urlPlace } from "../function-url/url-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html */
export const getFunctionUrlConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { urls, qualifier, arn } = urlPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const url = urls.get(qualifier);
    if (!url) throw resourceNotFound();
    return jsonResponse(200, describeUrl(url, { arn, region: state.deps.region, http }));
  },
});
