import { httpResponse } from "../../../network/http.ts";
import type { Performance } from "../../gateway/rest-json-protocol.ts";
import { resourceNotFound } from "../errors.ts";
import { urlPlace } from "../function-url/url-place.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionUrlConfig.html */
export const deleteFunctionUrlConfig = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { urls, qualifier } = urlPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    if (!urls.delete(qualifier)) throw resourceNotFound();
    return httpResponse(204, {}, "");
  },
});
