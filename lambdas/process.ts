import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { encodeGoJsonPlain } from "../system/go/json.ts";
import { processClock, processRandom } from "../system/process-time.ts";
import type { System } from "../system/revisions.ts";
import type { LambdaDependencies, LambdaLogRecord } from "./ports.ts";

/** Makes the clients that a Lambda uses. An unused client is omitted, and with it the library from the bundle. */
export interface ProcessClients {
  readonly s3?: () => S3Client;
  readonly sfn?: () => SFNClient;
}

/** Region and credentials come from the environment; an endpoint of its own (AWS_ENDPOINT_URL) has no bucket hosts. */
export function s3OfProcess(): S3Client {
  return new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
}

/** As `s3OfProcess`. */
export function sfnOfProcess(): SFNClient {
  return new SFNClient({});
}

/** The real dependencies, for a Lambda in its own process. */
export function dependenciesOfProcess(system: System, clients: ProcessClients): LambdaDependencies {
  return {
    system,
    environment: process.env,
    s3: once("s3", clients.s3),
    sfn: once("sfn", clients.sfn),
    now: processClock.now,
    // Go draws the order of its maps; where a run is to be compared with another, the order is kept as it was given.
    random: process.env.MAP_ORDER === "given" ? () => 0 : processRandom,
    // Not console.log: the managed runtime puts time and request id in front of what goes through it; Go's lines have
    // none.
    log: (record) => process.stdout.write(`${lineOf(record)}\n`),
    compute: (_label, _modelledMs, work) => work(),
    timer: (_label, ms, callback) => processClock.timer(ms, callback),
  };
}

function once<Client>(name: string, create: (() => Client) | undefined): () => Client {
  let client: Client | undefined;
  return () => {
    if (!create) throw new Error(`this Lambda was deployed without its ${name} client`);
    client ??= create();
    return client;
  };
}

/** One line as Go's slog writes it in JSON. */
function lineOf({ level, message, fields }: LambdaLogRecord): string {
  const head = { time: new Date(processClock.now()).toISOString(), level, msg: message };
  return encodeGoJsonPlain({ ...head, ...Object.fromEntries(fields) });
}
