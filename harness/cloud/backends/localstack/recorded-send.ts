import type { Gateway } from "../../../emulator/gateway/gateway.ts";
import { responseOutcome } from "../../../emulator/gateway/response-outcome.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import type { Network } from "../../../network/network.ts";
import { forward } from "./forward.ts";

/**
 * Requests to LocalStack as recorded hops. `names` derives the operation from the request alone: it is an embedded
 * cloud's gateway, whose rooms are never called.
 */
export function recordedSend(
  network: Network,
  endpoint: URL,
  names: Pick<Gateway, "identify">,
): (source: string, request: HttpRequest) => Promise<HttpResponse> {
  const { trace } = network;
  const keep = (body: Buffer) => (body.length > 0 ? trace.keep(body) : undefined);
  return (source, http) => {
    const { service, operation, label } = names.identify(http);
    const request = keep(http.body);
    return network.operation(
      { source, target: service, operation, resource: label, ...(request && { request }) },
      () => forward(endpoint, http),
      (response) => {
        const kept = keep(response.body);
        return { ...responseOutcome(response), ...(kept && { response: kept }) };
      },
    );
  };
}
