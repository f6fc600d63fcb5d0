import { dirname } from "node:path";
import { BUCKET, describeInfrastructure, ROLES } from "../../../system/infrastructure.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { createEmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { EmbeddedView } from "../../cloud/backends/embedded-view.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { readMockTable } from "../../emulator/stepfunctions/mocks/mock-table.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { credentialOf, TEST_CREDENTIAL } from "../credentials.ts";
import { loadServerClients } from "../replica-server.ts";
import { scenarioClients } from "../scenario-clients.ts";
import { handlerOf, SCENARIO_FUNCTION_TIMEOUT_SECONDS } from "../scenario-function.ts";
import { CALLBACK_SECRET } from "../system-under-test.ts";
import { CALLBACK_PATH, PUBLIC_SERVER_URL, World } from "../world.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type WorldOptions } from "../world-options.ts";
import { createForeignDatabase } from "./foreign-database.ts";
import type { ForeignSystem } from "./foreign-system.ts";
import { type ForeignTime, realForeignTime, virtualForeignTime } from "./foreign-time.ts";
import { goingOnIn } from "./going-on.ts";
import { notApplicable } from "./not-applicable.ts";
import { startOwnRedis } from "./own-redis.ts";
import { startSystem } from "./start-system.ts";
import { allOrNone, endedWith } from "./start-together.ts";
import { ForeignFaults, ForeignLatency, ForeignStreams, unsteerableIn } from "./unsteerable.ts";
import { startWaysIn } from "./ways-in.ts";
import { withBootstraps } from "./with-bootstraps.ts";
import { withNamedMachines } from "./with-named-machines.ts";
import { makeWorkingDirectory } from "./working-directory.ts";

/** Whatever a story starts ends sooner than this, unless it hangs: retries of queues and machines take real minutes here. */
export const SETTLE_LIMIT_MS = 600_000;

export type ForeignWorldOptions = WorldOptions & { readonly foreign: ForeignSystem };

/**
 * A world around a system of the user's own: its server and Lambdas are processes, the cloud is the embedded one behind a port,
 * database and side services are the world's alone, and the clock is the machine's. What the system leaves out is the replica's,
 * in this process.
 */
export async function createForeignWorld(options: ForeignWorldOptions): Promise<World> {
  const parts = new AsyncDisposableStack();
  try {
    const foreign = withBootstraps(options.foreign, options.bootstraps);
    return await putTogether({ ...options, foreign }, parts);
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** `parts` takes what has to be ended with the world; the last is ended first. */
async function putTogether(options: ForeignWorldOptions, parts: AsyncDisposableStack): Promise<World> {
  const { system, seed, foreign, accountId = DEFAULT_ACCOUNT_ID, region = DEFAULT_REGION } = options;
  const at = { accountId, region };
  const outOfReach = unsteerableIn(foreign);
  const random = new ForeignStreams(seed, outOfReach);
  const isVirtual = foreign.clock === "virtual";
  const time: ForeignTime = isVirtual
    ? virtualForeignTime({ name: options.name, startAt: options.startAt, random })
    : realForeignTime(() => goingOn(), SETTLE_LIMIT_MS);
  parts.defer(async () => time.close());
  const { clock } = time;
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const faults = new ForeignFaults(outOfReach);
  const latency = new ForeignLatency(outOfReach, clock.kind);
  const network = new Network({ clock, trace, faults, latency, random });

  const directory = makeWorkingDirectory();
  parts.defer(() => directory.remove());
  let world: World | undefined;
  const waysIn = await startWaysIn({
    toServer: (source, request) =>
      time.enter(`${source} → server`, async () => {
        if (!world) throw new Error("a request came before the world was made");
        return world.sendToServer(source, request);
      }),
    toCloud: (source, request) => time.enter(`${source} → cloud`, () => rooms.gateway.send(source, request)),
  });
  parts.defer(() => waysIn.close());
  const { serverUrl, cloudUrl } = waysIn;
  const infrastructure = withNamedMachines(
    describeInfrastructure(system, {
      ...at,
      // A process of the user's is told where it reaches the server when it is started (own-functions.ts).
      callbackUrl: new URL(CALLBACK_PATH, foreign.lambdas.callback ? PUBLIC_SERVER_URL : serverUrl).href,
      callbackSecret: CALLBACK_SECRET,
    }),
    foreign,
  );
  const rooms = createEmbeddedCloud({
    clock,
    random,
    network,
    ...at,
    policies: infrastructure.policies,
    credentials: [TEST_CREDENTIAL, ...Object.values(ROLES).map(credentialOf)],
    memoise: options.memoise,
    mocks: new MachineMocks({ always: readMockTable(options.mock ?? {}) }),
  });
  parts.defer(() => rooms.lambda.close());
  const goingOn = goingOnIn(rooms, trace);

  const [database, redis, aws] = await allOrNone([
    createForeignDatabase(options, { time, network }).then(endedWith(parts)),
    foreign.services.includes("redis") ? startOwnRedis().then(endedWith(parts)) : undefined,
    foreign.server ? undefined : loadServerClients({ region, cloudUrl, sendToCloud: rooms.gateway.send }),
  ]);
  const places = {
    ...at,
    cloudUrl,
    serverUrl,
    database: { host: database.door.host, port: database.door.port, name: database.database.name },
    redis,
    directory: directory.path,
    configDirectory: dirname(foreign.configPath),
  };

  const made = new World(seed, {
    serverUrl,
    cloudUrl,
    cloud: new EmbeddedView(rooms),
    clock,
    time: time.worldTime,
    random,
    network,
    faults,
    latency,
    database: database.database,
    place: { ...at, bucketName: BUCKET },
    clients: () =>
      scenarioClients({ endpoint: cloudUrl, region, credentials: TEST_CREDENTIAL, send: rooms.gateway.send }),
    async deployFunction(description) {
      rooms.lambda.registerFunction({
        functionName: description.name,
        role: ROLES.functions,
        timeoutSeconds: description.timeoutSeconds ?? SCENARIO_FUNCTION_TIMEOUT_SECONDS,
        memoryMegabytes: 128,
        environment: {},
        handler: await handlerOf(description),
      });
    },
    async start(outbound) {
      const reason = notApplicable(foreign, options);
      if (reason !== undefined) throw new NotOnThisBackend(reason);
      return startSystem({
        options,
        infrastructure,
        rooms,
        time,
        random,
        network,
        places,
        database,
        losses: redis ? [redis.lost] : [],
        redis,
        aws,
        sendToServer: (source, request) => made.sendToServer(source, request),
        outbound,
        endLater: (end) => parts.defer(end),
      });
    },
    readBack: () => Promise.resolve(),
    canonicalText: (text) => text,
    canonicalValue: (value) => value,
    foreignServer: foreign.server !== undefined,
    seesPushes: foreign.server === undefined,
    requireMocksAnswered: () => rooms.stepFunctions.requireMocksAnswered(),
    stop: () => parts.disposeAsync(),
  });
  world = made;
  return made;
}
