import { describeInfrastructure, type Infrastructure, QUEUE } from "../../system/infrastructure.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { RealClock } from "../clock/real-clock.ts";
import { startListener } from "../cloud/backends/listener.ts";
import { functionCode } from "../cloud/backends/localstack/function-code.ts";
import type { LocalStackDescription } from "../cloud/backends/localstack/localstack.ts";
import { provisionThroughApi } from "../cloud/backends/localstack/provision.ts";
import { createWorldDatabase } from "../database/world-database.ts";
import { localStackParts } from "./localstack-parts.ts";
import { realTime } from "./real-time.ts";
import { createReplicaServer, loadServerClients } from "./replica-server.ts";
import { CALLBACK_SECRET, databaseSql, serverConfiguration } from "./system-under-test.ts";
import { CALLBACK_PATH, World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";
import type { WorldParts } from "./world-parts.ts";

/**
 * A world whose cloud is a namespace of its own in a running LocalStack. The server runs here and listens where the
 * functions in the container reach it; the clock is the machine's.
 */
export async function createLocalStackWorld(options: WorldOptions, localstack: LocalStackDescription): Promise<World> {
  const { system, seed } = options;
  const random = new RandomStreams(seed);
  const clock = new RealClock();
  const parts = localStackParts(options, { clock, random }, localstack);
  const { endpoint, namespace, place, clients, cloud, network, send } = parts;
  const { region } = place;
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
  const described = describeInfrastructure(system, { ...place, callbackUrl, callbackSecret: CALLBACK_SECRET });
  const infrastructure = options.withoutSystem ? bucketOnly(described) : described;

  world = new World(seed, {
    ...parts.backend(infrastructure, endpoint),
    serverUrl,
    clock,
    time: realTime(() => cloud.goingOn()),
    random,
    database,
    async start(outbound) {
      const { bootstraps } = options;
      const queueUrls = await provisionThroughApi(clients, infrastructure, system, (description) =>
        functionCode(description, { system, localstack, ...(bootstraps && { bootstraps }) }),
      );
      cloud.provisioned(queueUrls, infrastructure);
      if (options.withoutSystem) return undefined;
      const reach = { region, cloudUrl: endpoint, sendToCloud: send };
      const replica: WorldParts = { ...reach, system, clock, random, network, outbound };
      const server = createReplicaServer(replica, {
        configuration: serverConfiguration(options, { ...place, queueUrl: queueUrls.get(QUEUE) ?? "" }),
        database: database.pool,
        aws: await loadServerClients(reach, namespace.credentials),
      });
      server.boot();
      if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
      return server;
    },
    foreignServer: false,
    seesPushes: true,
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
