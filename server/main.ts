import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { EXIT } from "../system/exit-status.ts";
import { processClock, processIds } from "../system/process-time.ts";
import type { System } from "../system/revisions.ts";
import { ConfigurationError } from "./configuration.ts";
import { readConfigurationFile } from "./configuration-file.ts";
import { DatabaseError } from "./database/database-error.ts";
import { createServer } from "./index.ts";
import { Logger } from "./logging/logger.ts";
import { awsClients } from "./process/aws-clients.ts";
import { readCommandLine, USAGE } from "./process/command-line.ts";
import { listen } from "./process/listen.ts";
import { LogWriter } from "./process/log-writer.ts";
import { type MysqlPool, mysqlPool } from "./process/mysql-pool.ts";
import { connectRedis, type RedisStore, redisFailureText } from "./process/redis-store.ts";
import { Unavailable } from "./process/unavailable.ts";
import {
  logRefusal,
  readStartConditions,
  refuseRedis,
  requireConfiguration,
  requireDependencies,
  type StartConditions,
  StartRefused,
} from "./start-conditions.ts";

/**
 * Runs the server alone: `npm run server -- --config server/configs/env.yaml [--revision incident|current|fixed]
 * [--defect D6]… [--lenient]`. AWS credentials, region and AWS_ENDPOINT_URL come from the environment, as for every SDK.
 */
async function main(): Promise<void> {
  const { configurationPath, system, logLevel, lenient, help } = readCommandLine(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return;
  }
  const content = readConfiguration(configurationPath);
  const writer = new LogWriter(logLevel, processClock.now, process);
  process.on("exit", writer.flush);
  const log = new Logger(writer.write);
  const conditions = lenient ? undefined : readStartConditions(content, process.env);
  try {
    await start(log, writer, content, system, conditions);
  } catch (error) {
    if (error instanceof StartRefused) logRefusal(log, error);
    writer.flush();
    throw error;
  }
}

/** `conditions` are what the real server asks for beside; undefined: nobody asks. */
async function start(
  log: Logger,
  writer: LogWriter,
  content: unknown,
  system: System,
  conditions: StartConditions | undefined,
): Promise<void> {
  if (conditions) requireConfiguration(conditions);
  const configuration = readConfigurationFile(content, process.env);
  for (const warning of configuration.warnings) log.warn(warning.message, warning.fields);

  const database = mysqlPool(configuration.databaseUri);
  let store: RedisStore | undefined;
  const stopAll = async (): Promise<void> => {
    store?.close();
    await database.close();
  };
  try {
    await ping(database, log);
    store = conditions ? await requireStore(conditions.redis.url) : await connectStore(configuration.redisUrl, log);
    if (conditions) requireDependencies(conditions);
    const server = createServer({
      configuration: configuration.server,
      system,
      clock: processClock,
      ids: { uuid: processIds.uuid, hex: (_purpose, digits) => processIds.hex(digits) },
      log: writer.write,
      database,
      aws: awsClients(configuration.aws, process.env),
      push: async () => {
        throw new Error("push messages are not sent by the replica");
      },
      compute: async (_label, _modelledMs, work) => work(),
      ...(store ? { store } : {}),
    });
    server.boot();
    const listener = await listen(configuration.host, configuration.server.http, server.handle, processClock.sleep);
    server.startWorkers((_name, activity) => void activity());
    log.info("server.listening", { address: listener.address, revision: system.revision });
    stopOnSignal(async (signal) => {
      log.info("server.stopping", { signal });
      await listener.stop();
      await stopAll();
    });
  } catch (error) {
    await stopAll();
    throw error;
  }
}

function readConfiguration(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new ConfigurationError(`The configuration file ${path} cannot be read: name another with --config.`);
  }
  try {
    return parse(text);
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ConfigurationError(`The configuration file ${path} is no YAML: ${reason.replace(/:$/, "")}.`);
  }
}

/** The real server starts without its database, too (start-conditions). */
async function ping(database: MysqlPool, log: Logger): Promise<void> {
  try {
    await database.ping();
  } catch (error) {
    log.error("Failed to ping database", { error: DatabaseError.of(error).message });
  }
}

/** @throws StartRefused as the real server, which does not start without Redis (start-conditions). */
async function requireStore(url: string): Promise<RedisStore> {
  if (url === "") throw refuseRedis(url, "");
  try {
    return await connectRedis(url, processClock.now);
  } catch (error) {
    throw refuseRedis(url, redisFailureText(error));
  }
}

/** Without Redis a lenient server keeps that data in memory. */
async function connectStore(url: string, log: Logger): Promise<RedisStore | undefined> {
  if (url === "") {
    log.info("cache.memory", { reason: "redis.url is not set" });
    return undefined;
  }
  try {
    return await connectRedis(url, processClock.now);
  } catch (error) {
    log.info("cache.memory", { reason: `Redis does not answer: ${redisFailureText(error)}` });
    return undefined;
  }
}

/** The same signal often comes twice: to the whole process group, and forwarded by npm. */
function stopOnSignal(stop: (signal: string) => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(signal).catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
  }
}

/** The statuses of all commands (docs/exit-codes.md). */
function exitStatusOf(error: unknown): number {
  if (error instanceof StartRefused || error instanceof Unavailable) return EXIT.environment;
  return error instanceof ConfigurationError ? EXIT.usage : EXIT.ourBug;
}

main().catch((error: unknown) => {
  if (error instanceof StartRefused) {
    console.error(`The server does not start, as the real one does not: ${error.reason}. --lenient starts without it.`);
  } else {
    console.error(error instanceof ConfigurationError ? error.message : error);
  }
  process.exitCode = exitStatusOf(error);
});
