import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { type RevisionName, System } from "../../../system/revisions.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { reportMistake } from "../../cloud/backends/report-mistake.ts";
import { wantsColours } from "../../support/colours.ts";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { reasonOf } from "../../support/reason.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { startOwnRedis } from "../../world/foreign/own-redis.ts";
import { startHints } from "../../world/foreign/start-hints.ts";
import { CALLBACK_PATH } from "../../world/world.ts";
import { DEFAULT_REGION } from "../../world/world-options.ts";
import { serveCloud } from "../cloud/serve-cloud.ts";
import { type RunningChild, startChild } from "./child-program.ts";
import { deploymentProgram } from "./deployment.ts";
import { adjustableDevClock, type DevClock, realDevClock } from "./dev-clock.ts";
import { goUriOf, startDevDatabase } from "./dev-database.ts";
import { startDevDoor } from "./dev-door.ts";
import { DevLog } from "./dev-log.ts";
import type { DevOptions } from "./dev-options.ts";
import type { DevPorts } from "./dev-ports.ts";
import { DevServer, howItEnded } from "./dev-server.ts";
import { ownFiles } from "./own-files.ts";
import type { OwnServerSurroundings } from "./own-server.ts";
import { pasteSections, pasteText } from "./paste-lines.ts";
import { peopleText } from "./people-text.ts";
import { plainEnvironment } from "./plain-environment.ts";
import { Reloading } from "./reloading.ts";
import { replicaServer, type ServerProgram } from "./server-program.ts";
import { readTypedLine } from "./typed-line.ts";
import { watchOwnFiles } from "./watch-own-files.ts";
import { watchSources } from "./watch-sources.ts";

const ACCOUNT = "000000000000";
const CALLBACK_SECRET = "only-for-this-machine";

/** What the command line says, with the system that it names. */
export type DevRunOptions = Omit<DevOptions, "system" | "config"> & {
  readonly revision: RevisionName;
  readonly foreign: ForeignSystem | undefined;
};

/**
 * Brings all parts up, serves until the signal, and takes them down in the reverse order, also when one does not come
 * up.
 */
export async function serveDev(options: DevRunOptions, ports: DevPorts, signalled: Promise<void>): Promise<void> {
  await using ends = new AsyncDisposableStack();
  let stopping = false;
  void signalled.then(() => {
    stopping = true;
  });
  const folder = keepTemporaryFilesTogether();
  const { foreign } = options;
  const system = new System(options.revision).with({ added: options.defect });
  const place = { accountId: ACCOUNT, region: DEFAULT_REGION };

  let server: DevServer | undefined;
  let isFollower = false;
  const time = devClock(options.clock ?? "real", folder, () => {
    if (isFollower) server?.signal("SIGUSR2");
  });
  ends.defer(() => time.close());
  const log = new DevLog({
    write: (text) => void process.stdout.write(text),
    now: time.steering.now,
    colours: wantsColours(process.stdout, process.env),
    showsRequests: options.verbose,
  });
  process.on("uncaughtException", reportMistake);
  process.on("unhandledRejection", reportMistake);

  const database = await startDevDatabase({ system, foreign }, ports.database, (text) =>
    log.say("INFO", `database: ${text}`),
  );
  ends.defer(() => database.engine.stop());
  const redis = foreign?.services.includes("redis") ? await startOwnRedis() : undefined;
  ends.defer(async () => redis?.stop());
  // What it forgets, it forgets by the run's time.
  const ofRedis = redis?.pid === undefined ? undefined : await time.clocks?.follow(redis.pid, redis.port);
  if (ofRedis !== undefined) log.say("WARN", `Redis keeps the machine's time: ${ofRedis}`);
  const door = time.clocks && (await startDevDoor(database, time.clock));
  ends.defer(async () => door?.close());
  const serversDatabase = { ...database, ...(door && { host: door.host, port: door.port }) };
  const cloud = await serveCloud({
    command: "dev",
    port: ports.cloud,
    clock: time.clock,
    steering: time.steering,
    random: new RandomStreams(1),
    ...place,
    folder,
    onHop: log.hop,
    onEvent: log.event,
  });
  const closing = Promise.withResolvers<void>();
  const closed = cloud.until(closing.promise);
  ends.defer(() => {
    closing.resolve();
    return closed;
  });

  const serverUrl = `http://127.0.0.1:${ports.server}`;
  const environment = plainEnvironment(process.env);
  const shared = { system, cloudUrl: cloud.url, ...place, callbackSecret: CALLBACK_SECRET };
  const deployment = deploymentProgram({
    ...shared,
    foreign,
    callbackUrl: `${serverUrl}${CALLBACK_PATH}`,
    functionVariables: time.environment,
    environment,
  });
  const program = foreign?.server
    ? await ownServerProgram({
        ...shared,
        foreign,
        server: foreign.server,
        port: ports.server,
        serverUrl,
        database: serversDatabase,
        redis,
        folder,
        clocks: time.clocks,
      })
    : replicaServer({
        ...shared,
        port: ports.server,
        databaseUri: goUriOf(serversDatabase),
        folder,
        environment: { ...environment, ...time.environment },
        logLevel: options.verbose ? "debug" : "info",
      });
  // A signal that only the replica's knows.
  isFollower = foreign?.server === undefined;
  server = new DevServer(program, {
    keepsMachineTime: (reason) => log.say("WARN", `The server keeps the machine's time: ${reason}.`),
    line: (line, isError) => log.line("server", line, isError),
    died: (end) => log.say("ERROR", `The server has ended ${howItEnded(end)}. ${HOW_IT_COMES_BACK}`),
    slow: (afterMs) => log.say("WARN", `The server takes no requests yet, ${afterMs / 1000} s after its start.`),
  });
  const running = server;
  ends.defer(() => running.stop());

  let deploying: RunningChild | undefined;
  ends.defer(async () => void (await deploying?.stop()));
  const reloading = new Reloading({
    server: async () => {
      const end = await running.restart();
      if (stopping) return false;
      if (end) {
        const hints = foreign ? startHints(foreign).replaceAll("\n", " ") : "";
        log.say("ERROR", `The server does not start: it ended ${howItEnded(end)}. ${hints || HOW_IT_COMES_BACK}`);
      }
      return end === undefined;
    },
    functions: async () => {
      deploying = startChild(deployment, (line, isError) => log.line("deploy", line, isError));
      const end = await deploying.ended;
      if (stopping) return false;
      if (end.code !== 0) log.say("ERROR", `Deploying ended ${howItEnded(end)}; what was deployed before stays.`);
      return end.code === 0;
    },
    say: (text) => log.say("INFO", text),
  });
  await Promise.race([signalled, Promise.all([prepareSamples(folder), reloading.reload(["functions", "server"])])]);
  if (stopping) return;

  const targets = { ...shared, serverUrl, database, samples: `${folder}/samples`, clock: time.steering.kind };
  const lines = (): string => pasteText(pasteSections(targets));
  const watching = watchSources(PROJECT_ROOT, (change) => void reloading.changed(change));
  ends.defer(() => watching.close());
  if (foreign) {
    const own = watchOwnFiles(
      dirname(foreign.configPath),
      ownFiles(foreign),
      (change) => void reloading.changed(change),
    );
    ends.defer(() => own.close());
  }
  const typed = readStandardInput({ time, log, reloading, print: () => void process.stdout.write(`\n${lines()}\n`) });
  ends.defer(() => typed.close());

  const { engine } = database;
  const which = foreign ? `system ${foreign.name}, stories of ${system.revision}` : `revision ${system.revision}`;
  const state = `${which}${options.defect.length > 0 ? ` with ${options.defect.join(", ")}` : ""}`;
  const where = [
    `server    ${serverUrl}  (${state})`,
    `cloud     ${cloud.url}  (${ACCOUNT}, ${DEFAULT_REGION})`,
    `database  ${database.host}:${database.port}/${database.name}  (${engine.flavour} ${engine.version}, user ${database.user}${ports.database === undefined ? "" : ", no password"})`,
  ];
  const clock = time.steering.kind === "virtual" ? `\n${CLOCK_TEXT}\n` : "";
  process.stdout.write(
    `\n${where.join("\n")}\n${clock}\n${peopleText()}\n${lines()}\nAll is up. Stop it with Ctrl-C.\n\n`,
  );
  await Promise.race([signalled, engine.lost ?? signalled, redis?.lost ?? signalled]);
}

const HOW_IT_COMES_BACK = "It is started again when a file of it changes, or when you type restart.";
const CLOCK_TEXT =
  "The clock is put forward by typing +15m (or 90s, 2h, 1h30m): cloud, server, its database sessions and functions follow. An SQL\n" +
  "client of your own has the machine's time.";

async function ownServerProgram(surroundings: OwnServerSurroundings): Promise<ServerProgram> {
  const { ownServer } = await import("./own-server.ts");
  return ownServer(surroundings);
}

function devClock(kind: "real" | "virtual", folder: string, onStep: () => void): DevClock {
  return kind === "real" ? realDevClock() : adjustableDevClock(folder, onStep);
}

async function prepareSamples(folder: string): Promise<void> {
  // Photos are drawn with sharp, which takes a while to load.
  const { writeSampleUploads } = await import("./sample-uploads.ts");
  await writeSampleUploads(`${folder}/samples`);
}

function readStandardInput(parts: {
  readonly time: DevClock;
  readonly log: DevLog;
  readonly reloading: Reloading;
  readonly print: () => void;
}): { close(): void } {
  const { time, log, reloading, print } = parts;
  const lines = createInterface(process.stdin);
  lines.on("line", (line) => {
    const typed = readTypedLine(line);
    if (typed.kind === "restart") void reloading.reload(["server"]);
    if (typed.kind === "lines") print();
    if (typed.kind === "unknown") log.say("WARN", `"${typed.text}" is none of +15m, restart and lines.`);
    if (typed.kind === "advance") void advance(time, typed.ms, log);
  });
  return lines;
}

async function advance({ steering }: DevClock, ms: number, log: DevLog): Promise<void> {
  if (!steering.advance) {
    log.say("WARN", "The clock is the machine's: start with --clock virtual to put it forward.");
    return;
  }
  try {
    await steering.advance(ms);
    log.say("INFO", `It is ${new Date(steering.now()).toISOString()}.`);
  } catch (error) {
    log.say("ERROR", `The clock was not put forward: ${reasonOf(error)}`);
  }
}
