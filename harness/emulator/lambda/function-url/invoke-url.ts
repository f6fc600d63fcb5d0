import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { RoomCall } from "../../room.ts";
import type { LambdaState } from "../state.ts";
import type { InvokedUrl } from "./function-url.ts";
import { isPreflight } from "./is-preflight.ts";
import { failed, urlAnswer } from "./url-answer.ts";
import { corsHeaders } from "./url-cors.ts";
import { urlEvent } from "./url-event.ts";

/** One request to a URL: the function's answer, with the headers that the URL's CORS rules add. */
export async function invokeUrl(state: LambdaState, found: InvokedUrl, call: RoomCall): Promise<HttpResponse> {
  const { http } = call;
  const { url } = found;
  const cors = corsHeaders(url.cors, http);
  const withCors = (answer: HttpResponse) => ({ ...answer, headers: { ...answer.headers, ...cors } });
  if (isPreflight(http, url)) return httpResponse(200, cors, "");
  const event = urlEvent(url.id, call, url.authType === "AWS_IAM");
  try {
    const { found: invoked, arn } = state.functions.findToInvoke(found.name, found.qualifier || undefined);
    const options = { invokedArn: arn };
    const result = await state.invoker.run(invoked, JSON.stringify(event), call.requestId, options);
    return withCors(result.functionError ? failed() : urlAnswer(result.payload, url.invokeMode));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return withCors(json(error.status, { Reason: error.fields.Reason ?? null, message: error.message }));
  }
}

const json = (status: number, body: object): HttpResponse =>
  httpResponse(status, { "content-type": "application/json" }, JSON.stringify(body));
