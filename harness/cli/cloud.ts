import { parseArgs } from "node:util";
import { createEmbeddedCloud } from "../backends/embedded.ts";
import { startListener } from "../backends/listener.ts";
import { installWorldGlobals } from "../clock/globals.ts";
import { machineTime } from "../clock/machine-time.ts";
import { RandomStreams } from "../clock/random-streams.ts";
import { RealClock } from "../clock/real-clock.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { FaultPlan } from "../network/faults.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { Trace } from "../network/trace.ts";
import { TEST_CREDENTIAL } from "../world/credentials.ts";

const USAGE = `npm run cloud -- [options]    serves S3, SQS, Lambda, Step Functions and MediaConvert on 127.0.0.1

  --port N            port to listen on (default 4566; 0 takes a free one)
  --clock real        waits, retries and time-outs take real time (default)
  --clock virtual     the clock jumps to the next due time whenever everything is idle
  --seed N            seed of ids, receipt handles and jitter (default 1)
  --account ID        account id in ARNs (default 000000000000)
  --region NAME       region in ARNs (default us-east-1)

Any credentials are accepted; those of test/test are verified. Stop it with Ctrl-C.`;

const OPTIONS = {
  port: { type: "string", default: "4566" },
  clock: { type: "string", default: "real" },
  seed: { type: "string", default: "1" },
  account: { type: "string", default: "000000000000" },
  region: { type: "string", default: "us-east-1" },
  help: { type: "boolean", short: "h", default: false },
} as const;

const EXIT_USAGE = 2;
/** Events kept of a cloud that may be served for days. */
const RETAINED_EVENTS = 10_000;

function fail(sentence: string): never {
  console.error(`${sentence}\n\n${USAGE}`);
  process.exit(EXIT_USAGE);
}

function readOptions(): { port: number; clock: "real" | "virtual"; seed: number; account: string; region: string } {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`--port ${values.port} is not a port (0 to 65535).`);
  if (values.clock !== "real" && values.clock !== "virtual")
    fail(`--clock ${values.clock} is neither real nor virtual.`);
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) fail(`--seed ${values.seed} is not an integer.`);
  if (!/^\d{12}$/.test(values.account)) fail(`--account ${values.account} is not an account id of 12 digits.`);
  return { port, clock: values.clock, seed, account: values.account, region: values.region };
}

const options = readOptions();
const random = new RandomStreams(options.seed);
const clock =
  options.clock === "virtual"
    ? new VirtualClock({ name: "cloud", epochMs: machineTime.now(), globalRandom: random.stream("globals") })
    : new RealClock();
if (options.clock === "virtual") installWorldGlobals();
const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { retain: RETAINED_EVENTS });
const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
const cloud = createEmbeddedCloud({
  clock,
  random,
  network,
  accountId: options.account,
  region: options.region,
  policies: {},
  credentials: [TEST_CREDENTIAL],
  unknownAccessKeys: "accept-unverified",
  alsoSignedAt: machineTime.now,
});

let requests = 0;
const listener = await startListener({
  port: options.port,
  handle: (request) => {
    const send = () => cloud.gateway.send("client", request);
    return clock instanceof VirtualClock ? clock.enter(`request ${++requests}`, send) : send();
  },
}).catch((error: unknown) =>
  fail(`Port ${options.port} cannot be used: ${error instanceof Error ? error.message : error}`),
);

console.log(`The cloud is served at ${listener.url} (${options.clock} time). Stop it with Ctrl-C.`);
const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});
if (clock instanceof VirtualClock) await clock.serve(stopped);
else await stopped;
await listener.close();
