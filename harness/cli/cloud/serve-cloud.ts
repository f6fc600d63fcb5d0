import type { Clock } from "../../clock/clock.ts";
import { machineTime } from "../../clock/machine-time.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { createAdmission } from "../../cloud/backends/admission.ts";
import { isObjectWrite } from "../../cloud/backends/large-bodies.ts";
import { type Listener, type ListenerOptions, startListener } from "../../cloud/backends/listener.ts";
import { reportMistake } from "../../cloud/backends/report-mistake.ts";
import type { KeptCloud } from "../../cloud/kept-state/kept-cloud.ts";
import { findService } from "../../emulator/gateway/find-service.ts";
import type { S3 } from "../../emulator/s3/index.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { FaultPlan } from "../../network/faults.ts";
import type { HttpRequest } from "../../network/http.ts";
import { LatencyModel } from "../../network/latency.ts";
import { type HopWatch, Network } from "../../network/network.ts";
import { Trace, type TraceEvent } from "../../network/trace.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { TEST_CREDENTIAL } from "../../world/credentials.ts";
import { createOwnPaths, type SteeredClock } from "./own-paths.ts";
import { packageVersion } from "./package-version.ts";
import type { Users } from "./read-users.ts";
import { ResettableCloud } from "./resettable-cloud.ts";

/** Events kept of a cloud that may be served for days. */
const RETAINED_EVENTS = 10_000;

/** Real milliseconds that running requests get after a signal. */
const PATIENCE_MS = 3000;

export interface ServeCloudOptions {
  /** The command that serves, as the health report names it. */
  readonly command: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly random: RandomStreams;
  /** What clients may do with the clock. Default: a virtual one is put forward, the machine's is not. */
  readonly steering?: SteeredClock;
  /** Whether clients may empty the cloud. */
  readonly isResettable?: boolean;
  readonly accountId: string;
  readonly region: string;
  readonly mocks?: MachineMocks | undefined;
  /** Of web pages that are let in, and names by which the cloud may be called. */
  readonly origins?: readonly string[];
  readonly hosts?: readonly string[];
  /** Users with accounts of their own. */
  readonly users?: Users;
  /** Keeps its state across restarts; without it everything ends with the process. */
  readonly kept?: KeptCloud | undefined;
  /** Where temporary files lie. */
  readonly folder: string;
  /** Told of every request that has ended, and of every event of the trace as it is recorded. */
  readonly onHop?: HopWatch | undefined;
  readonly onEvent?: (event: TraceEvent) => void;
}

export interface ServedCloud {
  /** `http://127.0.0.1:4566` */
  readonly url: string;
  /** Serves until `stop` settles, then ends: running requests get a few seconds. */
  until(stop: Promise<void>): Promise<void>;
}

/**
 * The emulated cloud on loopback.
 *
 * @throws EnvironmentError when the port cannot be used.
 */
export async function serveCloud(options: ServeCloudOptions): Promise<ServedCloud> {
  const { clock, random, accountId, region, onEvent } = options;
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, {
    retain: RETAINED_EVENTS,
    ...(onEvent && { onRecord: onEvent }),
  });
  const latency = new LatencyModel("instant");
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency, random, onEnd: options.onHop });
  const served = new ResettableCloud(
    {
      clock,
      random,
      network,
      accountId,
      region,
      hasAllRegions: true,
      policies: {},
      credentials: [TEST_CREDENTIAL, ...(options.users?.credentials ?? [])],
      owners: options.users?.owners ?? [],
      mocks: options.mocks,
      unknownAccessKeys: options.users ? "refuse" : "accept-unverified",
      enforcesRoles: false,
      aclsByDefault: true,
      alsoSignedAt: machineTime.now,
    },
    options.folder,
    options.kept,
  );

  let requests = 0;
  const inTurn = <T>(activity: () => Promise<T>): Promise<T> =>
    clock instanceof VirtualClock ? clock.enter(`request ${++requests}`, activity) : activity();
  const { kept } = options;
  await served.restore();
  // In virtual time it is the first that happens when time begins: with `until`.
  if (kept) void inTurn(() => kept.resume()).catch(reportMistake);
  const steering = options.steering ?? steeringOf(clock, inTurn);
  const answerOwnPath = createOwnPaths({
    clock: steering,
    command: options.command,
    version: packageVersion(),
    ...(options.isResettable && { reset: () => inTurn(() => served.reset()) }),
  });
  const admit = createAdmission({
    origins: options.origins ?? [],
    hosts: options.hosts ?? [],
    permits: (head, origin) => letsIn(served.cloud.s3.made, head, origin),
  });
  const listener = await listen({
    port: options.port,
    refuse: (head, { url, socket }) => admit(head, { url, localAddress: socket.localAddress }),
    largeBodies: {
      get shelf() {
        return served.shelf;
      },
      mayBring: isObjectWrite,
    },
    handle: async (request) =>
      (await answerOwnPath(request)) ?? (await inTurn(() => served.cloud.gateway.send("client", request))),
  });
  return {
    url: listener.url,
    async until(stop) {
      if (clock instanceof VirtualClock) await clock.serve(stop, reportMistake);
      else await stop;
      // What is under way is kept as it stands; who is not answered by now gets no acknowledgement.
      kept?.close();
      // Functions that still run end now, and their callers get an answer, unless time has ended with the world.
      for (const { lambda } of served.cloud.regions().values()) lambda.made?.close();
      if (clock instanceof VirtualClock) await listener.destroy();
      else {
        // Who sends half a request and waits must not keep us.
        machineTime.setTimeout(() => void listener.destroy(), PATIENCE_MS).unref();
        await listener.close();
      }
    },
  };
}

/** A bucket's CORS rules let pages send requests of S3 to it, and to nothing else. */
function letsIn(s3: S3 | undefined, head: Omit<HttpRequest, "body">, origin: string): boolean {
  const isS3 = findService({ ...head, body: Buffer.alloc(0) }) === "s3";
  return isS3 && s3?.letsIn(head, origin) === true;
}

/** A virtual clock goes on by itself whenever all is idle; somebody who waits makes it go on to where he wants it. */
function steeringOf(clock: Clock, inTurn: <T>(activity: () => Promise<T>) => Promise<T>): SteeredClock {
  const { kind } = clock;
  const now = () => clock.now();
  if (kind === "real") return { kind, now };
  return { kind, now, advance: (ms) => inTurn(() => clock.sleep(ms, "a client puts the clock forward")) };
}

async function listen(options: ListenerOptions): Promise<Listener> {
  try {
    return await startListener(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `Port ${options.port} cannot be used (${reason}). Name another with --port, or 0 for a free one.`,
    );
  }
}
