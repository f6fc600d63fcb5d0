import {
  BUCKET,
  describeInfrastructure,
  FINALIZATION_MACHINE,
  FUNCTIONS,
  type Infrastructure,
  type LambdaName,
  ROLES,
} from "../../../system/infrastructure.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { createEmbeddedCloud, provision } from "../../cloud/backends/embedded.ts";
import { EmbeddedView } from "../../cloud/backends/embedded-view.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { readMockTable } from "../../emulator/stepfunctions/mocks/mock-table.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { UsageError } from "../../support/usage-error.ts";
import { credentialOf, TEST_CREDENTIAL } from "../credentials.ts";
import { realTime } from "../real-time.ts";
import { createReplicaFunction } from "../replica-functions.ts";
import { createReplicaServer, loadServerClients } from "../replica-server.ts";
import { scenarioClients } from "../scenario-clients.ts";
import { handlerOf, SCENARIO_FUNCTION_TIMEOUT_SECONDS } from "../scenario-function.ts";
import { CALLBACK_SECRET, serverConfiguration } from "../system-under-test.ts";
import { CALLBACK_PATH, World } from "../world.ts";
import type { ServerUnderTest } from "../world-backend.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type WorldOptions } from "../world-options.ts";
import type { WorldParts } from "../world-parts.ts";
import { foreignDefinitions } from "./definitions.ts";
import { createForeignDatabase } from "./foreign-database.ts";
import { configDirectoryOf, startForeignServer } from "./foreign-server.ts";
import type { ForeignLambda, ForeignSystem } from "./foreign-system.ts";
import { goingOnIn } from "./going-on.ts";
import { notApplicable } from "./not-applicable.ts";
import { unpackLambdas } from "./own-functions.ts";
import { placeholderValues } from "./placeholder-values.ts";
import { fillTemplate } from "./stand-ins/fill-template.ts";
import { startRedis } from "./stand-ins/redis-server.ts";
import { SHOWS_STATEMENTS } from "./stand-ins/sql-door.ts";
import { ForeignFaults, ForeignLatency, ForeignStreams, type Unsteerable } from "./unsteerable.ts";
import { startWaysIn } from "./ways-in.ts";
import { makeWorkingDirectory } from "./working-directory.ts";

/** Whatever a story starts ends sooner than this, unless it hangs: retries of queues and machines take real minutes here. */
const SETTLE_LIMIT_MS = 600_000;

export type ForeignWorldOptions = WorldOptions & { readonly foreign: ForeignSystem };

/**
 * A world around a system of the user's own: its server and Lambdas are processes, the cloud is the embedded one behind a port,
 * database and side services are the world's alone, and the clock is the machine's. What the system leaves out is the replica's,
 * in this process.
 */
export async function createForeignWorld(options: ForeignWorldOptions): Promise<World> {
  const { name, clock } = options.foreign;
  if (clock === "virtual") throw new UsageError(`The system "${name}" runs on the real clock only: say clock: "real".`);
  const parts = new AsyncDisposableStack();
  try {
    return await putTogether(options, parts);
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** `parts` takes what has to be ended with the world; the last is ended first. */
async function putTogether(options: ForeignWorldOptions, parts: AsyncDisposableStack): Promise<World> {
  const { system, seed, foreign, accountId = DEFAULT_ACCOUNT_ID, region = DEFAULT_REGION } = options;
  const at = { accountId, region };
  const outOfReach = unsteerable(foreign);
  const random = new ForeignStreams(seed, outOfReach);
  const clock = new RealClock();
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const faults = new ForeignFaults(outOfReach);
  const latency = new ForeignLatency(outOfReach);
  const network = new Network({ clock, trace, faults, latency, random });

  const directory = makeWorkingDirectory();
  parts.defer(() => directory.remove());
  let world: World | undefined;
  const waysIn = await startWaysIn({
    toServer: (source, request) => {
      if (!world) throw new Error("a request came before the world was made");
      return world.sendToServer(source, request);
    },
    toCloud: (source, request) => rooms.gateway.send(source, request),
  });
  parts.defer(() => waysIn.close());
  const { serverUrl, cloudUrl } = waysIn;
  const infrastructure = withNamedMachines(
    describeInfrastructure(system, {
      ...at,
      callbackUrl: new URL(CALLBACK_PATH, serverUrl).href,
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

  const reach = { region, cloudUrl, sendToCloud: rooms.gateway.send };
  const [own, redis, aws] = await allOrNone([
    createForeignDatabase(options, { clock, network }).then((started) => {
      parts.defer(() => started.stop());
      return started;
    }),
    foreign.services.includes("redis")
      ? startRedis(directory.path).then((started) => {
          parts.defer(() => started.stop());
          return started;
        })
      : undefined,
    foreign.server ? undefined : loadServerClients(reach),
  ]);
  const { database, door } = own;

  world = new World(seed, {
    serverUrl,
    cloudUrl,
    cloud: new EmbeddedView(rooms),
    clock,
    time: realTime(goingOnIn(rooms, trace), SETTLE_LIMIT_MS),
    random,
    network,
    faults,
    latency,
    database,
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
    async start(outbound): Promise<ServerUnderTest | undefined> {
      const reason = notApplicable(foreign, options);
      if (reason !== undefined) throw new NotOnThisBackend(reason);
      const places = {
        ...at,
        cloudUrl,
        serverUrl,
        database: { host: door.host, port: door.port, name: database.name },
        redis,
        directory: directory.path,
        configDirectory: configDirectoryOf(foreign),
      };
      // What is no server has no use for the server's port.
      const values = placeholderValues({ ...places, server: { host: "", port: 0 } }, options);
      const functions = await unpackLambdas(filled(foreign, values), foreign.configPath);
      const sendToServer: World["sendToServer"] = (source, request) => {
        if (!world) throw new Error("a function ran before the world was made");
        return world.sendToServer(source, request);
      };
      await functions.deploy({ lambda: rooms.lambda, infrastructure, sendToServer });
      const { memoise } = options;
      const worldParts: WorldParts = {
        ...reach,
        system,
        clock,
        random,
        network,
        outbound,
        ...(memoise && { memoise }),
      };
      provision(
        rooms,
        infrastructure,
        system,
        (description) =>
          functions.replaces(description.code) ? undefined : createReplicaFunction(description, worldParts),
        foreignDefinitions(foreign.stateMachines, infrastructure, values),
      );
      rooms.stepFunctions.requireMockedMachines();
      if (foreign.server) {
        const server = await startForeignServer({ foreign, server: foreign.server, options, places, trace });
        parts.defer(() => server.stop());
        return { handle: server.handle, lost: firstLost(server.lost, own.lost) };
      }
      if (!aws) throw new Error("the replica's server has no clients");
      const queueUrl = values["queue.url"];
      const server = createReplicaServer(worldParts, {
        configuration: serverConfiguration(options, { ...at, bucketName: BUCKET, queueUrl }),
        database: database.pool,
        aws,
      });
      server.boot();
      if (options.workers) server.startWorkers((name, loop) => void clock.spawn(name, loop, { background: true }));
      return { handle: server.handle, ...(own.lost && { lost: own.lost }) };
    },
    readBack: () => Promise.resolve(),
    canonicalText: (text) => text,
    canonicalValue: (value) => value,
    seesPushes: foreign.server === undefined,
    requireMocksAnswered: () => rooms.stepFunctions.requireMocksAnswered(),
    stop: () => parts.disposeAsync(),
  });
  return world;
}

function unsteerable({ server, lambdas }: ForeignSystem): Unsteerable {
  const functions = (Object.keys(lambdas) as LambdaName[]).map((code): string => FUNCTIONS[code]);
  return {
    isForeignStream: (name) => (server !== undefined && name.startsWith("server/")) || functions.includes(name),
    isOurs: (target) => !server || (target !== "push" && (target !== "mysql" || SHOWS_STATEMENTS)),
  };
}

/** A revision may lack a machine that the system brings along. */
function withNamedMachines(at: Infrastructure, { stateMachines }: ForeignSystem): Infrastructure {
  const has = at.stateMachines.some(({ definition }) => definition === "finalization");
  if (stateMachines.finalization === undefined || has) return at;
  const machine = { name: FINALIZATION_MACHINE, definition: "finalization", role: ROLES.machines } as const;
  return { ...at, stateMachines: [...at.stateMachines, machine] };
}

/** The Lambdas with their placeholders filled in. */
function filled(
  { lambdas, configPath }: ForeignSystem,
  values: Readonly<Record<string, string>>,
): Partial<Record<LambdaName, ForeignLambda>> {
  const fill = (text: string, name: string): string => fillTemplate(text, values, `${configPath}, the Lambda ${name},`);
  return Object.fromEntries(
    Object.entries(lambdas).map(([name, { code, environment }]) => [
      name,
      {
        code: code.kind === "command" ? { ...code, command: code.command.map((part) => fill(part, name)) } : code,
        environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, fill(value, name)])),
      },
    ]),
  );
}

/** Waits for all, also when one fails: what has started must be known before it can be ended. */
async function allOrNone<T extends readonly unknown[]>(
  starting: T,
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

function firstLost(...losses: readonly (Promise<never> | undefined)[]): Promise<never> {
  const lost = Promise.race(losses.filter((loss) => loss !== undefined));
  // Only a racing caller needs the rejection.
  lost.catch(() => {});
  return lost;
}
