import { dirname } from "node:path";
import { describeInfrastructure, QUEUE } from "../../../system/infrastructure.ts";
import type { LocalStackDescription } from "../../cloud/backends/localstack/localstack.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import { localStackParts } from "../localstack-parts.ts";
import { createReplicaServer, loadServerClients } from "../replica-server.ts";
import { CALLBACK_SECRET, serverConfiguration } from "../system-under-test.ts";
import { CALLBACK_PATH, World } from "../world.ts";
import type { WorldParts } from "../world-parts.ts";
import { deployOnLocalStack } from "./deploy-on-localstack.ts";
import { createForeignDatabase } from "./foreign-database.ts";
import { startForeignServer } from "./foreign-server.ts";
import { realForeignTime } from "./foreign-time.ts";
import { type ForeignWorldOptions, SETTLE_LIMIT_MS } from "./foreign-world.ts";
import { goingOnBeside } from "./going-on.ts";
import { notApplicable } from "./not-applicable.ts";
import { startOwnRedis } from "./own-redis.ts";
import { requirePackages } from "./require-packages.ts";
import { soonestLoss } from "./soonest-loss.ts";
import { allOrNone, endedWith } from "./start-together.ts";
import { ForeignStreams, unsteerableIn } from "./unsteerable.ts";
import { startWaysIn } from "./ways-in.ts";
import { withBootstraps } from "./with-bootstraps.ts";
import { withNamedMachines } from "./with-named-machines.ts";
import { makeWorkingDirectory } from "./working-directory.ts";

/**
 * As `createForeignWorld`, but the cloud is a namespace of its own in a running LocalStack, in whose containers the functions run.
 * Server, database and side services are on this machine, and the clock is the machine's, whatever the system says.
 *
 * @throws UsageError for a system whose functions cannot run in a container.
 */
export async function createForeignLocalStackWorld(
  options: ForeignWorldOptions,
  localstack: LocalStackDescription,
): Promise<World> {
  const stack = new AsyncDisposableStack();
  try {
    const foreign = withBootstraps(options.foreign, options.bootstraps);
    requirePackages(foreign);
    return await putTogether({ ...options, foreign }, localstack, stack);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** `stack` takes what has to be ended with the world; the last is ended first. */
async function putTogether(
  options: ForeignWorldOptions,
  localstack: LocalStackDescription,
  stack: AsyncDisposableStack,
): Promise<World> {
  const { system, seed, foreign } = options;
  const random = new ForeignStreams(seed, unsteerableIn(foreign));
  const time = realForeignTime(() => goingOn(), SETTLE_LIMIT_MS);
  const { clock } = time;
  const parts = localStackParts(options, { clock, random }, localstack);
  const { namespace, place, cloud, network } = parts;
  const goingOn = goingOnBeside(() => cloud.goingOn(), network.trace);

  const directory = makeWorkingDirectory();
  stack.defer(() => directory.remove());
  let world: World | undefined;
  const waysIn = await startWaysIn({
    serverHost: localstack.listenAddress,
    serverKeyId: namespace.credentials.accessKeyId,
    toServer: async (source, request) => {
      if (!world) throw new Error("a request came before the world was made");
      return world.sendToServer(source, request);
    },
    toCloud: parts.send,
  });
  stack.defer(() => waysIn.close());
  const { serverUrl, cloudUrl } = waysIn;
  const callbackUrl = new URL(CALLBACK_PATH, `http://${localstack.hostFromContainer}:${serverUrl.port}`).href;
  const described = describeInfrastructure(system, { ...place, callbackUrl, callbackSecret: CALLBACK_SECRET });
  const infrastructure = withNamedMachines(described, foreign);

  const { canonicalValue: canonicalise } = namespace;
  const [database, redis] = await allOrNone([
    createForeignDatabase(options, { time, network, canonicalise }).then(endedWith(stack)),
    foreign.services.includes("redis") ? startOwnRedis().then(endedWith(stack)) : undefined,
  ]);
  const { door } = database;
  const places = {
    ...place,
    cloudUrl,
    serverUrl,
    database: { host: door.host, port: door.port, name: database.database.name },
    redis,
    directory: directory.path,
    configDirectory: dirname(foreign.configPath),
  };

  const made = new World(seed, {
    ...parts.backend(infrastructure, cloudUrl),
    serverUrl,
    clock,
    time: time.worldTime,
    random,
    database: database.database,
    async start(outbound) {
      const reason = notApplicable(foreign, options);
      if (reason !== undefined) throw new NotOnThisBackend(reason);
      const queueUrls = await deployOnLocalStack(options, { infrastructure, parts, localstack });
      const losses = [...(redis ? [redis.lost] : []), ...(database.lost ? [database.lost] : [])];
      const cloudNames = {
        bucketName: place.bucketName,
        // The way in instead of LocalStack itself: some SDKs send to the queue's own URL.
        queueUrl: (name: string) => new URL(new URL(queueUrls.get(name) ?? "", cloudUrl).pathname, cloudUrl).href,
        credentials: namespace.credentials,
      };
      if (!foreign.server) {
        const configuration = serverConfiguration(options, { ...place, queueUrl: cloudNames.queueUrl(QUEUE) });
        const reach = { region: place.region, cloudUrl, sendToCloud: parts.send };
        const replica: WorldParts = { ...reach, system, clock, random, network, outbound };
        const aws = await loadServerClients(reach, namespace.credentials);
        const server = createReplicaServer(replica, { configuration, database: database.database.pool, aws });
        server.boot();
        if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
        return { handle: server.handle, ...soonestLoss(losses) };
      }
      const server = await startForeignServer({
        foreign,
        server: foreign.server,
        options,
        places: { ...places, cloudNames },
        time,
        trace: network.trace,
      });
      stack.defer(() => server.stop());
      return { handle: server.handle, ...soonestLoss(losses, server.lost) };
    },
    foreignServer: foreign.server !== undefined,
    seesPushes: foreign.server === undefined,
    stop: () => stack.disposeAsync(),
  });
  world = made;
  return made;
}
