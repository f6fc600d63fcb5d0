import { installWorldGlobals } from "../../clock/globals.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { createEmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { type Listener, startListener } from "../../cloud/backends/listener.ts";
import { FaultPlan } from "../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { TEST_CREDENTIAL } from "../../world/credentials.ts";
import type { Command } from "../framework/command.ts";
import { readMocks } from "../framework/read-mocks.ts";
import { CLOUD_HELP, type CLOUD_OPTIONS, type CloudOptions } from "./cloud-options.ts";

/** Events kept of a cloud that may be served for days. */
const RETAINED_EVENTS = 10_000;

/** `npm run cloud`: serves the emulated cloud on loopback until a signal comes. */
export const cloudCommand: Command<typeof CLOUD_OPTIONS> = {
  name: "cloud",
  help: CLOUD_HELP,
  async run({ values, positionals }) {
    const [surplus] = positionals;
    if (surplus !== undefined) throw new UsageError(`"${surplus}": the command takes options only.`);
    await serve(values);
    return EXIT.green;
  },
};

async function serve(options: CloudOptions): Promise<void> {
  const kind = options.clock ?? "real";
  const random = new RandomStreams(options.seed ?? 1);
  const clock =
    kind === "virtual"
      ? new VirtualClock({ name: "cloud", epochMs: machineTime.now(), globalRandom: random.stream("globals") })
      : new RealClock();
  if (kind === "virtual") installWorldGlobals();
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: RETAINED_EVENTS });
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const cloud = createEmbeddedCloud({
    clock,
    random,
    network,
    accountId: options.account ?? "000000000000",
    region: options.region ?? "us-east-1",
    policies: {},
    credentials: [TEST_CREDENTIAL],
    mocks: readMocks(options["mock-config"] ?? (process.env.SFN_MOCK_CONFIG || undefined)),
    unknownAccessKeys: "accept-unverified",
    alsoSignedAt: machineTime.now,
  });

  let requests = 0;
  const listener = await listen(options.port ?? 4566, (request) => {
    const send = () => cloud.gateway.send("client", request);
    return clock instanceof VirtualClock ? clock.enter(`request ${++requests}`, send) : send();
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  process.stdout.write(`The cloud is served at ${listener.url} (${kind} time). Stop it with Ctrl-C.\n`);
  if (clock instanceof VirtualClock) await clock.serve(stopped);
  else await stopped;
  // Functions that still run end now, and their callers get an answer, unless time has ended with the world.
  cloud.lambda.close();
  await (clock instanceof VirtualClock ? listener.destroy() : listener.close());
}

async function listen(port: number, handle: (request: HttpRequest) => Promise<HttpResponse>): Promise<Listener> {
  try {
    return await startListener({ port, handle });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `Port ${port} cannot be used (${reason}). Name another with --port, or 0 for a free one.`,
    );
  }
}
