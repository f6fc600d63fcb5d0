import { BUCKET, describeInfrastructure, type Infrastructure, QUEUE, ROLES } from "../../system/infrastructure.ts";
import { machineTime } from "../clock/machine-time.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { RealClock } from "../clock/real-clock.ts";
import { createClients } from "../cloud/backends/clients.ts";
import { createEmbeddedCloud } from "../cloud/backends/embedded.ts";
import { startListener } from "../cloud/backends/listener.ts";
import { functionCode } from "../cloud/backends/localstack/function-code.ts";
import type { LocalStackDescription } from "../cloud/backends/localstack/localstack.ts";
import { LocalStackCloud } from "../cloud/backends/localstack/localstack-cloud.ts";
import { newNamespace } from "../cloud/backends/localstack/namespace.ts";
import { provisionThroughApi } from "../cloud/backends/localstack/provision.ts";
import { provisionFunction } from "../cloud/backends/localstack/provision-function.ts";
import { readBackInto } from "../cloud/backends/localstack/read-back.ts";
import { recordedSend } from "../cloud/backends/localstack/recorded-send.ts";
import { zipFiles } from "../cloud/bundles/zip-files.ts";
import { createWorldDatabase } from "../database/world-database.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { Trace } from "../network/trace.ts";
import { realTime } from "./real-time.ts";
import { createReplicaServer, loadServerClients } from "./replica-server.ts";
import { scenarioClients } from "./scenario-clients.ts";
import { SCENARIO_FUNCTION_TIMEOUT_SECONDS } from "./scenario-function.ts";
import { CALLBACK_SECRET, databaseSql, serverConfiguration } from "./system-under-test.ts";
import { UnavailableFaults } from "./unavailable-faults.ts";
import { CALLBACK_PATH, World } from "./world.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type WorldOptions } from "./world-options.ts";
import type { WorldParts } from "./world-parts.ts";

/**
 * A world whose cloud is a namespace of its own in a running LocalStack. The server runs here and listens where the
 * functions in the container reach it; the clock is the machine's.
 */
export async function createLocalStackWorld(options: WorldOptions, localstack: LocalStackDescription): Promise<World> {
  const { system, seed, region = DEFAULT_REGION } = options;
  const namespace = newNamespace({ accountId: options.accountId ?? DEFAULT_ACCOUNT_ID, bucketName: BUCKET });
  const { accountId, bucketName, credentials } = namespace;
  const endpoint = new URL(localstack.endpoint);
  const random = new RandomStreams(seed);
  const clock = new RealClock();
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { canonicalise: namespace.canonicalValue });
  const faults = new UnavailableFaults();
  const network = new Network({ clock, trace, faults, latency: new LatencyModel("instant"), random });
  const place = { clock, random, network, accountId, region };
  const names = createEmbeddedCloud({ ...place, policies: {}, credentials: [] }).gateway;
  const send = recordedSend(network, endpoint, names);
  const clients = createClients({ endpoint: endpoint.href, region, credentials });
  const cloud = new LocalStackCloud({ clients, endpoint, namespace, canonical: { bucketName: BUCKET }, send });
  const database = await createWorldDatabase(options.engine, {
    clock,
    network,
    schemaSql: databaseSql(options),
    canonicalise: namespace.canonicalValue,
  });

  let world: World | undefined;
  const listener = await startListener({
    port: 0,
    host: localstack.listenAddress,
    handle: (request) => {
      if (!world) throw new Error("a request came before the world was made");
      return world.sendToServer("localstack", request);
    },
  });
  const serverUrl = new URL(listener.url);
  const callbackUrl = new URL(CALLBACK_PATH, `http://${localstack.hostFromContainer}:${serverUrl.port}`).href;
  const described = describeInfrastructure(system, {
    accountId,
    region,
    callbackUrl,
    callbackSecret: CALLBACK_SECRET,
    bucketName,
  });
  const infrastructure = options.withoutSystem ? bucketOnly(described) : described;

  world = new World(seed, {
    serverUrl,
    cloudUrl: endpoint,
    cloud,
    clock,
    time: realTime(() => cloud.goingOn()),
    random,
    network,
    faults,
    // A story may set latencies, but here nothing is modelled.
    latency: new LatencyModel(),
    database,
    place: { accountId, region, bucketName },
    clients: () => scenarioClients({ endpoint, region, credentials, send }),
    async deployFunction({ name, source, timeoutSeconds = SCENARIO_FUNCTION_TIMEOUT_SECONDS }) {
      const zip = await zipFiles([{ name: "index.mjs", content: Buffer.from(source), executable: false }]);
      const description = { name, role: ROLES.functions, timeoutSeconds, memoryMegabytes: 128 };
      const code = { zip, handler: "index.handler", runtime: "nodejs22.x", environment: {} } as const;
      await provisionFunction(await clients.lambda(), { accountId }, description, code);
    },
    async start(outbound) {
      const { bootstraps } = options;
      const queueUrls = await provisionThroughApi(clients, infrastructure, system, (description) =>
        functionCode(description, { system, localstack, ...(bootstraps && { bootstraps }) }),
      );
      cloud.provisioned(queueUrls, infrastructure);
      if (options.withoutSystem) return undefined;
      const reach = { region, cloudUrl: endpoint, sendToCloud: send };
      const parts: WorldParts = { ...reach, system, clock, random, network, outbound };
      const deployed = { accountId, region, bucketName, queueUrl: queueUrls.get(QUEUE) ?? "" };
      const server = createReplicaServer(parts, {
        configuration: serverConfiguration(options, deployed),
        database: database.pool,
        aws: await loadServerClients(reach, credentials),
      });
      server.boot();
      if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
      return server;
    },
    readBack: () =>
      readBackInto(trace, {
        executions: cloud.observedExecutions,
        namespace,
        endpoint,
        region,
        functionNames: infrastructure.functions.map(({ name }) => name),
      }),
    canonicalText: namespace.canonicalText,
    canonicalValue: namespace.canonicalValue,
    foreignServer: false,
    seesPushes: true,
    requireMocksAnswered: () => {},
    stop: async () => {
      await listener.destroy();
      await database.drop();
    },
  });
  return world;
}

function bucketOnly(infrastructure: Infrastructure): Infrastructure {
  const bucket = { ...infrastructure.bucket, versioned: false };
  return { ...infrastructure, bucket, queues: [], functions: [], stateMachines: [], eventSourceMappings: [] };
}
