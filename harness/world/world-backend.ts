import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "../clock/clock.ts";
import type { RandomStreams } from "../clock/random-streams.ts";
import type { Cloud } from "../cloud/backends/cloud.ts";
import type { WorldDatabase } from "../database/world-database.ts";
import type { FaultPlan } from "../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { LatencyModel } from "../network/latency.ts";
import type { Network } from "../network/network.ts";
import type { OutboundHttp } from "../network/outbound-http.ts";
import type { ScenarioFunction } from "./scenario-function.ts";
import type { WorldTime } from "./world-time.ts";

/** What a scenario needs to spell ARNs and to call services by itself. */
export interface CloudPlace {
  readonly accountId: string;
  readonly region: string;
  readonly bucketName: string;
}

export interface ScenarioClients {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sfn: SFNClient;
  readonly lambda: LambdaClient;
}

/** The server as a world sees it, in this process or in another. */
export interface ServerUnderTest {
  /** Rejects when the connection breaks. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Rejects when something that the story cannot do without has ended. Absent where nothing can. */
  readonly lost?: Promise<never>;
}

/** What differs between worlds on different backends. */
export interface WorldBackend {
  readonly serverUrl: URL;
  /** Where SDK clients and presigned URLs point. */
  readonly cloudUrl: URL;
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly time: WorldTime;
  readonly random: RandomStreams;
  readonly network: Network;
  /**
   * Faults and latencies of a scenario. On a backend without them, arming a fault is refused and setting a latency does
   * nothing.
   */
  readonly faults: FaultPlan;
  readonly latency: LatencyModel;
  readonly database: WorldDatabase;
  /** Account and region of everything in the cloud, and the media bucket's real name. */
  readonly place: CloudPlace;
  /** SDK clients of the scenario itself; whatever they send is a recorded hop. */
  clients(): Promise<ScenarioClients>;
  /** Deploys a function of the scenario's own. */
  deployFunction(description: ScenarioFunction): Promise<void>;
  /**
   * Deploys and starts the system under test, inside the world; undefined for a world without one. `outbound` is how
   * HTTP that a part sends by itself travels.
   */
  start(outbound: (source: string) => OutboundHttp): Promise<ServerUnderTest | undefined>;
  /** Adds to the trace what happened inside the backend, out of our sight. */
  readBack(): Promise<void>;
  /** A text of the backend with the scenario's account and bucket in it. */
  canonicalText(text: string): string;
  /** `canonicalText` of every string in a value. */
  canonicalValue<T>(value: T): T;
  /** The server is the user's own: it may answer requests that the replica does not know. */
  readonly foreignServer: boolean;
  /** Whether a push message that the server sends is a hop of ours. */
  readonly seesPushes: boolean;
  /** Throws when a mocked state was never reached. */
  requireMocksAnswered(): void;
  /** Ends everything that belongs to the world, its database too. */
  stop(): Promise<void>;
}
