import { type HttpRequest, type HttpResponse, httpResponse } from "../../../network/http.ts";
import type { IdentifiedOperation, RoomCall } from "../../room.ts";
import type { LambdaState } from "../state.ts";
import type { InvokedUrl } from "./function-url.ts";
import { isPreflight } from "./is-preflight.ts";
import { functionUrlId } from "./url-of-host.ts";

const notFound = (): HttpResponse =>
  httpResponse(404, { "content-type": "application/json" }, '{"Message":"Not Found"}');

/** Requests to function URLs: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function createUrlRoom(state: LambdaState) {
  function find(id: string): InvokedUrl | undefined {
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
      if (!found) return notFound();
      return {
        name: "InvokeFunctionUrl",
        action: "lambda:InvokeFunctionUrl",
        resource: found.arn,
        label: found.name,
        ignoresSignature: found.url.authType === "NONE" || isPreflight(http, found.url),
      };
    },

    async handle(call: RoomCall): Promise<HttpResponse> {
      const found = find(functionUrlId(call.http) ?? "");
      if (!found) return notFound();
      const load = () => import("./invoke-url.ts");
      const { invokeUrl } = await state.deps.clock.run("load Lambda's function URLs", 0, load);
      return invokeUrl(state, found, call);
    },
  };
}
