import type { ServerConfigurationInput } from "../../server/configuration.ts";
import { schemaSql } from "../../server/database/schema.ts";
import { seedSql } from "../../server/database/seeds.ts";
import {
  BUCKET,
  describeInfrastructure,
  FINALIZATION_MACHINE,
  QUEUE,
  ROLES,
  stateMachineArn,
} from "../../system/infrastructure.ts";
import type { System } from "../../system/revisions.ts";
import { createEmbeddedCloud, type EmbeddedCloud, provision } from "../backends/embedded.ts";
import { installWorldGlobals } from "../clock/globals.ts";
import { machineTime } from "../clock/machine-time.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import { createWorldDatabase, type WorldDatabase } from "../database/world-database.ts";
import { FaultPlan } from "../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { type OutboundHttp, type OutboundRefusedError, withOutboundHttp } from "../network/outbound-http.ts";
import { type LogEvent, type OperationEvent, Trace } from "../network/trace.ts";
import { credentialOf, TEST_CREDENTIAL } from "./credentials.ts";
import { type ListingRow, listingSql } from "./listing-rows.ts";
import type { WorldParts } from "./parts.ts";
import { createReplicaFunction } from "./replica-functions.ts";
import { createReplicaServer, loadServerClients } from "./replica-server.ts";

export interface WorldOptions {
  readonly name: string;
  readonly seed: number;
  /** Virtual time at which the world begins, ISO 8601. */
  readonly startAt: string;
  readonly system: System;
  readonly engine: EngineDescription;
  readonly accountId?: string;
  readonly region?: string;
  /** Machine that the server's configuration names as the finalization machine; the incident named another. */
  readonly finalizationMachine?: string;
  /** Off: no span is valid, so no traceparent leaves the server (D17). Default on. */
  readonly tracing?: boolean;
  /** Next id of `media_processing_jobs`; default 20, as in the incident. */
  readonly nextJobId?: number;
  /** Default: listing 28 in status 6. */
  readonly listings?: readonly ListingRow[];
  /** Reconciler and cleaner run; default off, so that a story without them has no ticking. */
  readonly workers?: boolean;
}

const SERVER_URL = new URL("https://api.toq.example");
const CALLBACK_PATH = "/api/v2/listings/media/callback";
const CALLBACK_SECRET = "golden-test-secret";
/** Where SDK clients and presigned URLs point; inside a world it is reached without a socket. */
const CLOUD_URL = new URL("http://127.0.0.1:4566");

type Server = ReturnType<typeof createReplicaServer>;

/** One isolated system: clock, random streams, trace, network, cloud, database and the system under test. */
export class World {
  readonly seed: number;
  readonly serverUrl = SERVER_URL;
  readonly clock: VirtualClock;
  readonly random: RandomStreams;
  readonly trace: Trace;
  readonly network: Network;
  readonly cloud: EmbeddedCloud;
  readonly database: WorldDatabase;

  readonly #boot: (world: World) => Server;
  #server: Server | undefined;
  #refused: OutboundRefusedError | undefined;

  constructor(parts: {
    seed: number;
    clock: VirtualClock;
    random: RandomStreams;
    network: Network;
    cloud: EmbeddedCloud;
    database: WorldDatabase;
    boot: (world: World) => Server;
  }) {
    this.seed = parts.seed;
    this.clock = parts.clock;
    this.random = parts.random;
    this.trace = parts.network.trace;
    this.network = parts.network;
    this.cloud = parts.cloud;
    this.database = parts.database;
    this.#boot = parts.boot;
  }

  /** Starts the system and runs `story` in it, in virtual time, until nothing of it is left to do. */
  async run(story: () => Promise<void>): Promise<void> {
    await withOutboundHttp(this.outbound("scenario"), () =>
      this.clock.drive(async () => {
        this.#server = this.#boot(this);
        await story();
      }),
    );
    if (this.#refused) throw this.#refused;
  }

  get faults(): FaultPlan {
    return this.network.faults;
  }

  get latency(): LatencyModel {
    return this.network.latency;
  }

  get elapsedMs(): number {
    return this.clock.elapsedMs;
  }

  /** Lets virtual time pass. */
  advance(ms: number): Promise<void> {
    return this.clock.sleep(ms, "the scenario lets time pass");
  }

  /** Lets virtual time pass until `instant` (ISO 8601). */
  advanceTo(instant: string): Promise<void> {
    return this.advance(Date.parse(instant) - this.clock.now());
  }

  /** Lets everything that goes on by itself come to its end. */
  settle(): Promise<void> {
    return this.clock.settle();
  }

  /** Real work of the scenario itself (reading a ZIP), which takes no virtual time. */
  real<T>(label: string, work: () => T | Promise<T>): Promise<T> {
    return this.clock.run(label, 0, work);
  }

  /** One request to the server, as a recorded hop. */
  sendToServer(source: string, request: HttpRequest): Promise<HttpResponse> {
    const [path] = request.path.split("?");
    return this.network.operation(
      {
        source,
        target: "server",
        operation: `${request.method} ${path}`,
        resource: "",
        ...(request.body.length > 0 && { request: this.trace.keep(request.body) }),
      },
      () => {
        if (!this.#server) throw new Error("the server has not been started in this world");
        return this.#server.handle(request).then(withLowerCaseNames);
      },
      (response) => ({
        outcome: String(response.status),
        ...(response.body.length > 0 && { response: this.trace.keep(response.body) }),
      }),
    );
  }

  /** One request to the cloud, presigned or signed, as a recorded hop. */
  sendToCloud(source: string, request: HttpRequest): Promise<HttpResponse> {
    return this.cloud.gateway.send(source, request);
  }

  /** How HTTP that `source` sends by itself travels: to the server or to the cloud, and nowhere else. */
  outbound(source: string): OutboundHttp {
    return {
      carry: (url, request) => {
        if (url.host === SERVER_URL.host) return this.sendToServer(source, request);
        if (url.host === CLOUD_URL.host) return this.sendToCloud(source, request);
        return undefined;
      },
      refused: (error) => {
        this.#refused ??= error;
      },
    };
  }

  /** Objects of the media bucket. */
  objects(): ReturnType<EmbeddedCloud["s3"]["objects"]> {
    return this.cloud.s3.objects(BUCKET);
  }

  object(key: string): Buffer | undefined {
    return this.cloud.s3.read(BUCKET, key);
  }

  executions(): ReturnType<EmbeddedCloud["stepFunctions"]["executions"]> {
    return this.cloud.stepFunctions.executions();
  }

  /** Callbacks that reached the server, in order, with their exact bodies. */
  callbacks(): { event: OperationEvent; body: string }[] {
    return this.trace
      .of("operation")
      .filter((event) => event.target === "server" && event.operation === `POST ${CALLBACK_PATH}` && !event.fault)
      .map((event) => ({ event, body: this.trace.body(event.request)?.toString("utf8") ?? "" }));
  }

  /** Log lines of one part, in order. */
  logs(source: string): LogEvent[] {
    return this.trace.of("log").filter((event) => event.source === source);
  }

  async dispose(): Promise<void> {
    await this.database.drop();
  }
}

/** The server spells header names as Go does; in the harness they are lower case. */
function withLowerCaseNames(response: HttpResponse): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...response, headers: Object.fromEntries(headers) };
}

/** Makes a world ready to `run`. Real time passes here (a schema is made, the SDK imported), virtual time does not. */
export async function createWorld(options: WorldOptions): Promise<World> {
  installWorldGlobals();
  const { system, seed, accountId = "123456789012", region = "us-east-1" } = options;
  const random = new RandomStreams(seed);
  const epochMs = Date.parse(options.startAt);
  if (Number.isNaN(epochMs)) throw new Error(`startAt '${options.startAt}' is not an ISO 8601 time`);
  const clock = new VirtualClock({ name: options.name, epochMs, globalRandom: random.stream("globals") });
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const infrastructure = describeInfrastructure(system, {
    accountId,
    region,
    callbackUrl: new URL(CALLBACK_PATH, SERVER_URL).href,
    callbackSecret: CALLBACK_SECRET,
  });
  const cloud = createEmbeddedCloud({
    clock,
    random,
    network,
    accountId,
    region,
    policies: infrastructure.policies,
    credentials: [TEST_CREDENTIAL, ...Object.values(ROLES).map(credentialOf)],
  });
  const database = await createWorldDatabase(options.engine, {
    clock,
    network,
    schemaSql: [
      ...schemaSql(system),
      ...seedSql(system),
      ...listingSql(options.listings ?? [{ id: 28, status: 6 }]),
      `ALTER TABLE media_processing_jobs AUTO_INCREMENT=${options.nextJobId ?? 20}`,
    ],
  });
  const configuration: ServerConfigurationInput = {
    s3: { region, bucketName: BUCKET },
    workflow: {
      finalizationStateMachineArn: stateMachineArn(
        { accountId, region },
        options.finalizationMachine ?? FINALIZATION_MACHINE,
      ),
    },
    queue: { url: new URL(`/${accountId}/${QUEUE}`, CLOUD_URL).href },
    callback: { sharedSecret: CALLBACK_SECRET },
    jwt: { secret: "golden-jwt-secret" },
    telemetry: { tracesEnabled: options.tracing ?? true },
    workers: { enabled: options.workers ?? false },
  };
  const reach = { region, cloudUrl: CLOUD_URL, sendToCloud: cloud.gateway.send };
  const aws = await loadServerClients(reach);
  return new World({
    seed,
    clock,
    random,
    network,
    cloud,
    database,
    boot: (world) => {
      const parts: WorldParts = {
        ...reach,
        system,
        clock,
        random,
        network,
        outbound: (source) => world.outbound(source),
      };
      provision(cloud, infrastructure, system, (description) => createReplicaFunction(description, parts));
      const server = createReplicaServer(parts, { configuration, database: database.pool, aws });
      server.boot();
      if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
      return server;
    },
  });
}
