import { BUCKET, describeInfrastructure, QUEUE, ROLES } from "../../system/infrastructure.ts";
import { installWorldGlobals } from "../clock/globals.ts";
import { machineTime } from "../clock/machine-time.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { createEmbeddedCloud, provision } from "../cloud/backends/embedded.ts";
import { EmbeddedView } from "../cloud/backends/embedded-view.ts";
import { createWorldDatabase } from "../database/world-database.ts";
import { MachineMocks } from "../emulator/stepfunctions/mocks/machine-mocks.ts";
import { readMockTable } from "../emulator/stepfunctions/mocks/mock-table.ts";
import { FaultPlan } from "../network/faults.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { Trace } from "../network/trace.ts";
import { credentialOf, TEST_CREDENTIAL } from "./credentials.ts";
import type { OwnFunctions } from "./foreign/own-functions.ts";
import { createReplicaFunction } from "./replica-functions.ts";
import { createReplicaServer, loadServerClients } from "./replica-server.ts";
import { scenarioClients } from "./scenario-clients.ts";
import { handlerOf, SCENARIO_FUNCTION_TIMEOUT_SECONDS } from "./scenario-function.ts";
import { CALLBACK_SECRET, databaseSql, serverConfiguration } from "./system-under-test.ts";
import { CALLBACK_PATH, PUBLIC_SERVER_URL, World } from "./world.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type WorldOptions } from "./world-options.ts";
import type { WorldParts } from "./world-parts.ts";
import { virtualTime } from "./world-time.ts";

/** Where SDK clients and presigned URLs point; inside a world it is reached without a socket. */
const CLOUD_URL = new URL("http://127.0.0.1:4566");

/** A world with a cloud of its own in this process, in virtual time. */
export async function createEmbeddedWorld(options: WorldOptions): Promise<World> {
  installWorldGlobals();
  const { system, seed, accountId = DEFAULT_ACCOUNT_ID, region = DEFAULT_REGION } = options;
  const random = new RandomStreams(seed);
  const epochMs = Date.parse(options.startAt);
  if (Number.isNaN(epochMs)) throw new Error(`startAt '${options.startAt}' is not an ISO 8601 time`);
  const clock = new VirtualClock({ name: options.name, epochMs, globalRandom: random.stream("globals") });
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const faults = new FaultPlan();
  const latency = new LatencyModel();
  const network = new Network({ clock, trace, faults, latency, random });
  const infrastructure = describeInfrastructure(system, {
    accountId,
    region,
    callbackUrl: new URL(CALLBACK_PATH, PUBLIC_SERVER_URL).href,
    callbackSecret: CALLBACK_SECRET,
  });
  const rooms = createEmbeddedCloud({
    clock,
    random,
    network,
    accountId,
    region,
    policies: infrastructure.policies,
    credentials: [TEST_CREDENTIAL, ...Object.values(ROLES).map(credentialOf)],
    memoise: options.memoise,
    mocks: new MachineMocks({ always: readMockTable(options.mock ?? {}) }),
  });
  const { keptDatabases: kept } = options;
  const schemaSql = databaseSql(options);
  const database = await createWorldDatabase(options.engine, { clock, network, schemaSql, ...(kept && { kept }) });
  const queueUrl = new URL(`/${accountId}/${QUEUE}`, CLOUD_URL).href;
  const configuration = serverConfiguration(options, { accountId, region, bucketName: BUCKET, queueUrl });
  const reach = { region, cloudUrl: CLOUD_URL, sendToCloud: rooms.gateway.send };
  const aws = await loadServerClients(reach);
  const own = await ownFunctions(options);
  const world = new World(seed, {
    serverUrl: PUBLIC_SERVER_URL,
    cloudUrl: CLOUD_URL,
    cloud: new EmbeddedView(rooms),
    clock,
    time: virtualTime(clock),
    random,
    network,
    faults,
    latency,
    database,
    place: { accountId, region, bucketName: BUCKET },
    clients: () =>
      // Importing the SDK is real work.
      clock.run("import the SDK", 0, () =>
        scenarioClients({ endpoint: CLOUD_URL, region, credentials: TEST_CREDENTIAL, send: rooms.gateway.send }),
      ),
    async deployFunction(description) {
      rooms.lambda.registerFunction({
        functionName: description.name,
        role: ROLES.functions,
        timeoutSeconds: description.timeoutSeconds ?? SCENARIO_FUNCTION_TIMEOUT_SECONDS,
        memoryMegabytes: 128,
        environment: {},
        handler: await clock.run(`load ${description.name}`, 0, () => handlerOf(description)),
      });
    },
    async start(outbound) {
      const { memoise } = options;
      const parts: WorldParts = {
        ...reach,
        system,
        clock,
        random,
        network,
        outbound,
        ...(memoise && { memoise }),
      };
      if (options.withoutSystem) {
        rooms.s3.createBucket(BUCKET);
        return undefined;
      }
      const sendToServer: World["sendToServer"] = (source, request) => world.sendToServer(source, request);
      await own?.deploy({ lambda: rooms.lambda, infrastructure, sendToServer });
      provision(rooms, infrastructure, system, (description) =>
        own?.replaces(description.code) ? undefined : createReplicaFunction(description, parts),
      );
      rooms.stepFunctions.requireMockedMachines();
      const server = createReplicaServer(parts, { configuration, database: database.pool, aws });
      server.boot();
      if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
      return server;
    },
    readBack: () => Promise.resolve(),
    canonicalText: (text) => text,
    canonicalValue: (value) => value,
    foreignServer: false,
    seesPushes: true,
    requireMocksAnswered: () => rooms.stepFunctions.requireMocksAnswered(),
    stop: async () => {
      rooms.lambda.close();
      await database.drop();
    },
  });
  return world;
}

/** Executables of the user's own in place of some Lambdas; unpacking them is real work, and takes no virtual time. */
async function ownFunctions({ bootstraps }: WorldOptions): Promise<OwnFunctions | undefined> {
  if (!bootstraps) return undefined;
  const { unpackBootstraps } = await import("./foreign/own-functions.ts");
  return unpackBootstraps(bootstraps);
}
