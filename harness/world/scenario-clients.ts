import { type ClientOptions, createClients } from "../cloud/backends/clients.ts";
import { inProcessRequestHandler } from "../cloud/backends/request-handler.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { ScenarioClients } from "./world-backend.ts";

/** Clients whose requests go out as recorded hops of the scenario. */
export async function scenarioClients(parts: {
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: ClientOptions["credentials"];
  readonly send: (source: string, request: HttpRequest) => Promise<HttpResponse>;
}): Promise<ScenarioClients> {
  const { endpoint, region, credentials, send } = parts;
  const clients = createClients({
    endpoint: endpoint.href,
    region,
    credentials,
    requestHandler: inProcessRequestHandler((request) => send("scenario", request)),
  });
  const [s3, sqs, sfn, lambda] = await Promise.all([clients.s3(), clients.sqs(), clients.sfn(), clients.lambda()]);
  return { s3, sqs, sfn, lambda };
}
