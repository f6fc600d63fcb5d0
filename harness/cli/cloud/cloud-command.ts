import { installWorldGlobals } from "../../clock/globals.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { createAdmission } from "../../cloud/backends/admission.ts";
import { createEmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { isObjectWrite } from "../../cloud/backends/large-bodies.ts";
import { type Listener, type ListenerOptions, startListener } from "../../cloud/backends/listener.ts";
import { reportMistake } from "../../cloud/backends/report-mistake.ts";
import { BodyShelf } from "../../network/body-shelf.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { UsageError } from "../../support/usage-error.ts";
import { TEST_CREDENTIAL } from "../../world/credentials.ts";
import type { Command } from "../framework/command.ts";
import { readMocks } from "../framework/read-mocks.ts";
import { CLOUD_HELP, type CLOUD_OPTIONS, type CloudOptions } from "./cloud-options.ts";

/** Events kept of a cloud that may be served for days. */
const RETAINED_EVENTS = 10_000;

/** Real milliseconds that running requests get after a signal. */
const PATIENCE_MS = 3000;

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
  const shelf = new BodyShelf(keepTemporaryFilesTogether());
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: RETAINED_EVENTS });
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const cloud = createEmbeddedCloud({
    clock,
    random,
    network,
    shelf,
    accountId: options.account ?? "000000000000",
    region: options.region ?? "us-east-1",
    policies: {},
    credentials: [TEST_CREDENTIAL],
    mocks: readMocks(options["mock-config"] ?? (process.env.SFN_MOCK_CONFIG || undefined)),
    unknownAccessKeys: "accept-unverified",
    alsoSignedAt: machineTime.now,
  });

  let requests = 0;
  const admit = createAdmission({ origins: options["allow-origin"], hosts: options["allow-host"] });
  const listener = await listen({
    port: options.port ?? 4566,
    refuse: (head, { url, socket }) => admit(head, { url, localAddress: socket.localAddress }),
    largeBodies: { shelf, mayBring: isObjectWrite },
    handle: (request) => {
      const send = () => cloud.gateway.send("client", request);
      return clock instanceof VirtualClock ? clock.enter(`request ${++requests}`, send) : send();
    },
  });
  // Whatever nobody has caught belongs to one request or one piece of background work. An end would cost everybody everything.
  process.on("uncaughtException", reportMistake);
  process.on("unhandledRejection", reportMistake);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  process.stdout.write(`The cloud is served at ${listener.url} (${kind} time). Stop it with Ctrl-C.\n`);
  if (clock instanceof VirtualClock) await clock.serve(stopped, reportMistake);
  else await stopped;
  // Functions that still run end now, and their callers get an answer, unless time has ended with the world.
  cloud.lambda.close();
  if (clock instanceof VirtualClock) return listener.destroy();
  // Who sends half a request and waits must not keep us.
  machineTime.setTimeout(() => void listener.destroy(), PATIENCE_MS).unref();
  await listener.close();
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
