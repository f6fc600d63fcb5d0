import type { LambdaDependencies } from "../../lambdas/ports.ts";
import type { System } from "../../system/revisions.ts";
import type { Clock } from "../clock/clock.ts";
import type { RandomStreams } from "../clock/random-streams.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { Network } from "../network/network.ts";
import type { OutboundHttp } from "../network/outbound-http.ts";

/** How the parts of a world reach its cloud. */
export interface CloudAccess {
  readonly region: string;
  /** Where SDK clients and presigned URLs point. */
  readonly cloudUrl: URL;
  /** One request of `source` to the cloud. */
  sendToCloud(source: string, request: HttpRequest): Promise<HttpResponse>;
}

/** Dependencies of the replica's server and functions; the world provides them. */
export interface WorldParts extends CloudAccess {
  readonly system: System;
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly network: Network;
  readonly memoise?: LambdaDependencies["memoise"];
  /** Carries the HTTP requests that `source` sends without an SDK client of the world. */
  outbound(source: string): OutboundHttp;
}
