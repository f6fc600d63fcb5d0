import { BUCKET, FUNCTIONS, type Infrastructure, type LambdaName } from "../../../system/infrastructure.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import { type EmbeddedCloud, provision } from "../../cloud/backends/embedded.ts";
import type { RedisServer } from "../../database/redis/start-redis.ts";
import type { Network } from "../../network/network.ts";
import type { OutboundHttp } from "../../network/outbound-http.ts";
import { createReplicaFunction } from "../replica-functions.ts";
import { createReplicaServer, type loadServerClients } from "../replica-server.ts";
import { serverConfiguration } from "../system-under-test.ts";
import type { World } from "../world.ts";
import type { ServerUnderTest } from "../world-backend.ts";
import type { WorldOptions } from "../world-options.ts";
import type { WorldParts } from "../world-parts.ts";
import { foreignDefinitions } from "./definitions.ts";
import { fillTemplate } from "./fill-template.ts";
import type { OwnDatabase } from "./foreign-database.ts";
import { startForeignServer } from "./foreign-server.ts";
import type { ForeignLambda, ForeignSystem } from "./foreign-system.ts";
import type { ForeignTime } from "./foreign-time.ts";
import { unpackLambdas } from "./own-functions.ts";
import { placeholderValues, type WorldPlaces } from "./placeholder-values.ts";
import type { PlaceholderValues } from "./placeholders.ts";
import { soonestLoss } from "./soonest-loss.ts";

/** What a foreign system is started in. */
export interface Surroundings {
  readonly options: WorldOptions & { readonly foreign: ForeignSystem };
  readonly infrastructure: Infrastructure;
  readonly rooms: EmbeddedCloud;
  readonly time: ForeignTime;
  readonly random: RandomStreams;
  readonly network: Network;
  readonly places: Omit<WorldPlaces, "server">;
  readonly database: OwnDatabase;
  /** Side services that the story cannot do without. */
  readonly losses: readonly Promise<never>[];
  readonly redis: RedisServer | undefined;
  /** Of the replica's server; absent where the server is the user's. */
  readonly aws: Awaited<ReturnType<typeof loadServerClients>> | undefined;
  readonly sendToServer: World["sendToServer"];
  readonly outbound: (source: string) => OutboundHttp;
  /** Takes what has to be ended with the world. */
  readonly endLater: (end: () => Promise<void>) => void;
}

/** Deploys functions and machines and starts the server; what the system leaves out is the replica's, in this process. */
export async function startSystem(surroundings: Surroundings): Promise<ServerUnderTest> {
  const { options, infrastructure, rooms, places, database, network, redis, time, sendToServer } = surroundings;
  const { foreign, system } = options;
  // What is no server has no use for the server's port.
  const values = placeholderValues({ ...places, server: { host: "", port: 0 } }, options);
  const functions = await unpackLambdas(filled(foreign, values), foreign.configPath);
  await functions.deploy({ lambda: rooms.lambda, infrastructure, sendToServer });
  const parts = partsOfReplica(surroundings);
  provision(
    rooms,
    infrastructure,
    system,
    (description) => (functions.replaces(description.code) ? undefined : createReplicaFunction(description, parts)),
    foreignDefinitions(foreign.stateMachines, infrastructure, values),
  );
  rooms.stepFunctions.requireMockedMachines();
  const losses = [...surroundings.losses, ...(database.lost ? [database.lost] : [])];
  // What it forgets, it forgets by the world's time.
  if (redis?.pid !== undefined) await followRedis(redis.pid, redis.port, time);
  if (!foreign.server) return { ...startReplicaServer(surroundings, parts, values), ...soonestLoss(losses) };
  const server = await startForeignServer({
    foreign,
    server: foreign.server,
    options,
    places,
    time,
    trace: network.trace,
  });
  surroundings.endLater(() => server.stop());
  return { handle: server.handle, ...soonestLoss(losses, server.lost) };
}

function partsOfReplica({ options, rooms, places, time, random, network, outbound }: Surroundings): WorldParts {
  const { system, memoise } = options;
  const { region, cloudUrl } = places;
  const reach = { region, cloudUrl, sendToCloud: rooms.gateway.send };
  return { ...reach, system, clock: time.clock, random, network, outbound, ...(memoise && { memoise }) };
}

function startReplicaServer(
  { options, time, places, database, aws }: Surroundings,
  parts: WorldParts,
  values: PlaceholderValues,
): ServerUnderTest {
  if (!aws) throw new Error("the replica's server has no clients");
  const { accountId, region } = places;
  const deployed = { accountId, region, bucketName: BUCKET, queueUrl: values["queue.url"] };
  const configuration = serverConfiguration(options, deployed);
  const server = createReplicaServer(parts, { configuration, database: database.database.pool, aws });
  server.boot();
  if (options.workers) server.startWorkers((name, loop) => void time.clock.spawn(name, loop, { background: true }));
  return { handle: server.handle };
}

function followRedis(pid: number, port: number, time: ForeignTime): Promise<void> {
  return time.ask("clock of Redis", () => time.followSideService(pid, port));
}

/** The Lambdas with their placeholders filled in. */
function filled({ lambdas, configPath }: ForeignSystem, values: PlaceholderValues): ForeignSystem["lambdas"] {
  const names = (Object.keys(FUNCTIONS) as LambdaName[]).filter((name) => lambdas[name]);
  const each = names.flatMap((name): [LambdaName, ForeignLambda][] => {
    const lambda = lambdas[name];
    if (!lambda) return [];
    const { code } = lambda;
    const fill = (text: string): string => fillTemplate(text, values, `${configPath}, the Lambda ${name},`);
    const environment = Object.entries(lambda.environment).map(([key, value]) => [key, fill(value)]);
    return [
      [
        name,
        {
          code: code.kind === "command" ? { ...code, command: code.command.map(fill) } : code,
          environment: Object.fromEntries(environment),
        },
      ],
    ];
  });
  return Object.fromEntries(each);
}
