import { BroadcastChannel } from "node:worker_threads";
import { BUCKET, PROCESSING_MACHINE, QUEUE, stateMachineArn } from "../../system/infrastructure.ts";
import { machineTime } from "../clock/machine-time.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { roomsOf } from "../cloud/backends/embedded-view.ts";
import { type Listener, startListener } from "../cloud/backends/listener.ts";
import { startSqlDoor } from "../database/door/sql-door.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import { createGateway } from "../emulator/gateway/gateway.ts";
import { FaultPlan } from "../network/faults.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { Trace } from "../network/trace.ts";
import type { World } from "../world/world.ts";
import type { Pause } from "./run-options.ts";

const DATABASE_USER = "visitor";

/** What a paused world tells the terminal, which answers when it may go on. */
export interface PausedWorld {
  readonly title: string;
  readonly why: string;
  /** For a POSIX shell, ready to paste. */
  readonly lines: readonly string[];
}

/**
 * Keeps the world of a red story reachable until the person at the terminal has seen it: its cloud and its database each at a
 * port of loopback, for the keys of this run alone. Its time stands still, and nothing that is asked comes into its trace. A
 * function that is invoked or a machine that is started would need time, and is answered with an error.
 */
export async function pauseWorld(
  world: World,
  engine: EngineDescription,
  pause: Pause,
  story: { readonly title: string; readonly why: string },
): Promise<void> {
  const cloud = await listenForCloud(world, pause);
  const door = await startSqlDoor({
    engine,
    database: world.database.name,
    clock: world.clock,
    network: aside(world),
    visitor: { user: DATABASE_USER, password: pause.secret },
  });
  try {
    await untilSeen(pause.channel, { ...story, lines: pasteLines(world, pause, { cloudUrl: cloud.url, door }) });
  } finally {
    await cloud.destroy();
    await door.close();
  }
}

/** Requests reach the rooms directly: a hop would need the world's time. */
function listenForCloud(world: World, { accessKeyId, secret }: Pause): Promise<Listener> {
  const { s3, sqs, lambda, stepFunctions, mediaConvert, logs } = roomsOf(world.cloud);
  const gateway = createGateway({
    clock: world.clock,
    random: new RandomStreams(0),
    network: aside(world),
    policies: {},
    credentials: [{ accessKeyId, secretAccessKey: secret, role: "administrator" }],
    rooms: [s3, sqs, lambda, stepFunctions, mediaConvert, logs],
    accountId: world.place.accountId,
    // Who looks in lives in the machine's time.
    alsoSignedAt: machineTime.now,
  });
  return startListener({ port: 0, handle: (request) => gateway.execute(gateway.identify(request)) });
}

/** A network whose trace nobody reads. */
function aside({ clock }: World): Network {
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: 100 });
  const random = new RandomStreams(0);
  return new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
}

function pasteLines(
  { place, database }: World,
  { accessKeyId, secret }: Pause,
  at: { readonly cloudUrl: string; readonly door: { readonly host: string; readonly port: number } },
): readonly string[] {
  const { host, port } = at.door;
  return [
    `export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secret} AWS_REGION=${place.region}`,
    `export AWS_ENDPOINT_URL=${at.cloudUrl}`,
    `aws s3 ls --recursive s3://${BUCKET}`,
    `aws stepfunctions list-executions --state-machine-arn ${stateMachineArn(place, PROCESSING_MACHINE)}`,
    `aws sqs get-queue-attributes --attribute-names All --queue-url ${at.cloudUrl}/${place.accountId}/${QUEUE}`,
    `MYSQL_PWD=${secret} mysql --host=${host} --port=${port} --user=${DATABASE_USER} ${database.name}`,
  ];
}

function untilSeen(name: string, paused: PausedWorld): Promise<void> {
  const channel = new BroadcastChannel(name);
  const { promise, resolve } = Promise.withResolvers<void>();
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    if (data === "go on") resolve();
  };
  channel.postMessage(paused);
  return promise.finally(() => channel.close());
}
