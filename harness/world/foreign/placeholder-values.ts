import {
  BUCKET,
  DEAD_LETTER_QUEUE,
  FINALIZATION_MACHINE,
  PROCESSING_MACHINE,
  QUEUE,
  queueArn,
  ROLES,
  stateMachineArn,
} from "../../../system/infrastructure.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { credentialOf } from "../credentials.ts";
import { CALLBACK_SECRET, JWT_SECRET } from "../system-under-test.ts";
import { CALLBACK_PATH } from "../world.ts";
import type { WorldOptions } from "../world-options.ts";
import type { PlaceholderValues } from "./placeholders.ts";

/** What the cloud of a world calls the things that the server is told of. */
export interface CloudNames {
  readonly bucketName: string;
  readonly queueUrl: (name: string) => string;
  /** Of the server. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where the parts of one world are. */
export interface WorldPlaces {
  readonly accountId: string;
  readonly region: string;
  readonly cloudUrl: URL;
  /** Default: the names of the embedded cloud. */
  readonly cloudNames?: CloudNames;
  /** The way in for callbacks. */
  readonly serverUrl: URL;
  /** Where the database is reached. */
  readonly database: { readonly host: string; readonly port: number; readonly name: string };
  readonly redis: { readonly url: string; readonly host: string; readonly port: number } | undefined;
  readonly server: { readonly host: string; readonly port: number };
  readonly directory: string;
  readonly configDirectory: string;
}

/** Anybody is let in at the database. */
const DATABASE_USER = { name: "toq", password: "toq" };

export function placeholderValues(
  places: WorldPlaces,
  options: Pick<WorldOptions, "finalizationMachine" | "tracing" | "workers">,
): PlaceholderValues {
  const { cloudUrl, serverUrl, database, redis, server } = places;
  const { bucketName, queueUrl, credentials } = places.cloudNames ?? embeddedNames(places);
  const { name: user, password } = DATABASE_USER;
  const sqlAddress = `${database.host}:${database.port}`;
  const ffmpeg = findFfmpeg(process.env);
  return {
    "cloud.endpoint": cloudUrl.origin,
    "cloud.accessKeyId": credentials.accessKeyId,
    "cloud.secretAccessKey": credentials.secretAccessKey,
    "cloud.region": places.region,
    "cloud.accountId": places.accountId,
    "bucket.name": bucketName,
    "queue.url": queueUrl(QUEUE),
    "queue.arn": queueArn(places, QUEUE),
    "deadLetterQueue.url": queueUrl(DEAD_LETTER_QUEUE),
    "stateMachine.processing.arn": stateMachineArn(places, PROCESSING_MACHINE),
    "stateMachine.finalization.arn": stateMachineArn(places, options.finalizationMachine ?? FINALIZATION_MACHINE),
    "callback.url": new URL(CALLBACK_PATH, serverUrl).href,
    "callback.secret": CALLBACK_SECRET,
    "jwt.secret": JWT_SECRET,
    "database.go": `${user}:${password}@tcp(${sqlAddress})/${database.name}?parseTime=true&loc=UTC`,
    "database.url": `mysql://${user}:${password}@${sqlAddress}/${database.name}`,
    "database.host": database.host,
    "database.port": String(database.port),
    "database.name": database.name,
    "database.user": user,
    "database.password": password,
    "redis.url": redis?.url ?? "",
    "redis.address": redis ? `${redis.host}:${redis.port}` : "",
    "server.host": server.host,
    "server.port": String(server.port),
    "server.address": `${server.host}:${server.port}`,
    directory: places.directory,
    "config.directory": places.configDirectory,
    tracing: String(options.tracing ?? true),
    workers: String(options.workers ?? false),
    "ffmpeg.path": "path" in ffmpeg ? ffmpeg.path : "",
  };
}

function embeddedNames({ accountId, cloudUrl }: Pick<WorldPlaces, "accountId" | "cloudUrl">): CloudNames {
  return {
    bucketName: BUCKET,
    queueUrl: (name) => new URL(`/${accountId}/${name}`, cloudUrl).href,
    credentials: credentialOf(ROLES.backend),
  };
}
