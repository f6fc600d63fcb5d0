import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { logLineOf } from "../../network/log-line.ts";
import type { Trace } from "../../network/trace.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ServerUnderTest } from "../world-backend.ts";
import type { WorldOptions } from "../world-options.ts";
import { fillFile, fillTemplate } from "./fill-template.ts";
import type { ForeignServer, ForeignSystem } from "./foreign-system.ts";
import type { ForeignTime } from "./foreign-time.ts";
import { freePort, isFree } from "./free-port.ts";
import { KEPT_INSIDE } from "./kept-inside.ts";
import { placeholderValues, type WorldPlaces } from "./placeholder-values.ts";
import type { PlaceholderValues } from "./placeholders.ts";
import { sendOverSocket } from "./server-connection.ts";
import { ForeignServerNotReady } from "./server-failure.ts";
import { ServerProcess } from "./server-process.ts";
import { settingsInYaml, settingsOfStory } from "./settings-in-yaml.ts";
import { startHints } from "./start-hints.ts";
import { unservedPlaceholder } from "./used-placeholders.ts";
import { makeFiles } from "./working-directory.ts";

const HOST = "127.0.0.1";
/** Somebody else may take the port that was free a moment ago. */
const PORTS_TRIED = 3;
/** Lines that a server writes for a request have been written when it answers, but perhaps not been read. */
const QUIET_MS = 15;
const LONGEST_WAIT_FOR_QUIET_MS = 150;

export interface ForeignServerStart {
  readonly foreign: ForeignSystem;
  readonly server: ForeignServer;
  readonly options: WorldOptions;
  readonly places: Omit<WorldPlaces, "server">;
  readonly time: ForeignTime;
  readonly trace: Trace;
}

/** A foreign server that serves the story. */
export interface RunningServer extends ServerUnderTest {
  readonly lost: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Makes the server's files, starts it and waits until it is ready; what it writes goes line by line into the trace.
 *
 * @throws ForeignServerNotReady when it does not come up, UsageError for a configuration that cannot be filled in.
 */
export async function startForeignServer(start: ForeignServerStart): Promise<RunningServer> {
  const { foreign, time, trace } = start;
  const unserved = unservedPlaceholder(foreign);
  if (unserved) throw new UsageError(`The server of the system "${foreign.name}" ${unserved} (${foreign.configPath}).`);
  const { process, port } = await time.ask(`start of the server of ${foreign.name}`, () => startOnFreePort(start));
  return {
    lost: process.lost,
    stop: () => process.stop(),
    handle: (request) =>
      time.ask(`${request.method} ${request.path}`, async () => {
        const answer = await sendOverSocket(port, request);
        time.requireWorldTime(answer.headers);
        // With a virtual clock the world waits for it in its own way.
        if (time.clock.kind === "real") await quiet(trace);
        return answer;
      }),
  };
}

async function startOnFreePort(start: ForeignServerStart): Promise<{ process: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      const process = await startAt(port, start);
      if (process.pid !== undefined) await start.time.follow(process.pid, port);
      return { process, port };
    } catch (error) {
      if (!(error instanceof ForeignServerNotReady)) throw error;
      const taken = /address already in use|EADDRINUSE/i.test(error.message) || !(await isFree(port));
      if (taken && attempt < PORTS_TRIED) continue;
      const hints = startHints(start.foreign);
      // Its own sentences are in the new one.
      throw hints === "" ? error : new ForeignServerNotReady(`${error.message}\n${hints}`);
    }
  }
}

function startAt(
  port: number,
  { foreign, server, options, places, time, trace }: ForeignServerStart,
): Promise<ServerProcess> {
  const { directory } = places;
  const values = placeholderValues({ ...places, server: { host: HOST, port } }, options);
  const fill = (text: string, where: string): string => fillTemplate(text, values, where);
  const settings = settingsOfStory(options, values["stateMachine.finalization.arn"]);
  makeFiles(directory, server.files, (path, template) => {
    const filled = fillFile(path, template, values);
    return path === server.settingsFile
      ? settingsInYaml(filled, settings, server.environment.ENVIRONMENT || "homo")
      : filled;
  });
  return ServerProcess.start({
    systemName: foreign.name,
    command: server.command.map((part) => fill(part, `${foreign.configPath}, the server's command,`)),
    directory,
    environment: serverEnvironment(server, values, fill),
    ready: server.ready,
    port,
    ...(time.followEarly && { launched: time.followEarly }),
    onLine: (line) => {
      if (line.trim() !== "") trace.record({ kind: "log", source: "server", ...logLineOf(line) }, 0);
    },
  });
}

/** Of the harness's own environment only what programs need to run at all; then the way to the cloud; the user's come last. */
export function serverEnvironment(
  { environment }: ForeignServer,
  values: PlaceholderValues,
  fill: (text: string, where: string) => string,
): Record<string, string> {
  const inherited = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP"].flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const own = Object.entries(environment).map(([name, value]) => [name, fill(value, `the server's variable ${name}`)]);
  return {
    ...Object.fromEntries(inherited),
    ...KEPT_INSIDE,
    AWS_ENDPOINT_URL: values["cloud.endpoint"],
    AWS_ACCESS_KEY_ID: values["cloud.accessKeyId"],
    AWS_SECRET_ACCESS_KEY: values["cloud.secretAccessKey"],
    AWS_REGION: values["cloud.region"],
    ...Object.fromEntries(own),
  };
}

/** Waits until nothing new has come for a moment. */
async function quiet(trace: Trace): Promise<void> {
  const limit = machineTime.monotonicMs() + LONGEST_WAIT_FOR_QUIET_MS;
  for (let seen = -1; seen !== trace.events.length && machineTime.monotonicMs() < limit; ) {
    seen = trace.events.length;
    await waitOnMachine(QUIET_MS);
  }
}
