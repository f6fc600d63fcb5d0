import { type HttpRequest, type HttpResponse, httpResponse } from "../../../network/http.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import type { IdentifiedOperation, RoomCall } from "../../room.ts";
import type { LambdaState } from "../state.ts";
import type { FunctionUrl } from "./function-url.ts";
import { failed, urlAnswer } from "./url-answer.ts";
import { corsHeaders } from "./url-cors.ts";
import { urlEvent } from "./url-event.ts";
import { functionUrlId } from "./url-of-host.ts";

const json = (status: number, body: object): HttpResponse =>
  httpResponse(status, { "content-type": "application/json" }, JSON.stringify(body));

/** Requests to function URLs: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function createUrlRoom(state: LambdaState) {
  function find(id: string): { url: FunctionUrl; name: string; qualifier: string; arn: string } | undefined {
    for (const { functionName, functionArn, urls } of state.functions.all()) {
      for (const [qualifier, url] of urls) {
        const arn = qualifier === "" ? functionArn : `${functionArn}:${qualifier}`;
        if (url.id === id) return { url, name: functionName, qualifier, arn };
      }
    }
    return undefined;
  }

  return {
    identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
      const found = find(functionUrlId(http) ?? "");
      if (!found) return json(404, { Message: "Not Found" });
      return {
        name: "InvokeFunctionUrl",
        action: "lambda:InvokeFunctionUrl",
        resource: found.arn,
        label: found.name,
        ignoresSignature: found.url.authType === "NONE" || isPreflight(http, found.url),
      };
    },

    async handle(call: RoomCall): Promise<HttpResponse> {
      const { http } = call;
      const found = find(functionUrlId(http) ?? "");
      if (!found) return json(404, { Message: "Not Found" });
      const { url } = found;
      const cors = corsHeaders(url.cors, http);
      const withCors = (answer: HttpResponse) => ({ ...answer, headers: { ...answer.headers, ...cors } });
      if (isPreflight(http, url)) return httpResponse(200, cors, "");
      const event = urlEvent(url.id, call, url.authType === "AWS_IAM");
      try {
        const { found: invoked, arn } = state.functions.findToInvoke(found.name, found.qualifier || undefined);
        const options = { invokedArn: arn };
        const result = await state.invoker.run(invoked, JSON.stringify(event), call.requestId, options);
        return withCors(result.functionError ? failed() : urlAnswer(result.payload));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return withCors(json(error.status, { Reason: error.fields.Reason ?? null, message: error.message }));
      }
    },
  };
}

const isPreflight = (http: HttpRequest, { cors }: FunctionUrl): boolean =>
  cors !== undefined && http.method === "OPTIONS" && http.headers["access-control-request-method"] !== undefined;
