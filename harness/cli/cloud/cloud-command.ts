import type { Clock } from "../../clock/clock.ts";
import { installWorldGlobals } from "../../clock/globals.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { reportMistake } from "../../cloud/backends/report-mistake.ts";
import type { StateSettings } from "../../cloud/kept-state/kept-settings.ts";
import type { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import type { HopWatch } from "../../network/network.ts";
import { EXIT } from "../../support/exit-status.ts";
import { keepTemporaryFilesTogether } from "../../support/own-folder.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { Command } from "../framework/command.ts";
import { untilSignal } from "../framework/until-signal.ts";
import { CLOUD_HELP, type CLOUD_OPTIONS, type CloudOptions } from "./cloud-options.ts";
import { hopText, timeOfDay } from "./hop-line.ts";
import type { Users } from "./read-users.ts";
import { serveCloud } from "./serve-cloud.ts";

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
  const users = options.users === undefined ? undefined : await readUsersFile(options.users);
  const mocks = await mocksOf(options["mock-config"] ?? (process.env.SFN_MOCK_CONFIG || undefined));
  const begun = options.data === undefined ? undefined : await openData(options.data, options);
  const { seed, clock: kind, account, region } = begun?.settings ?? settingsAsked(options);
  const random = new RandomStreams(seed);
  const clock = clockOf(kind, random, begun?.instantMs);
  const kept = begun?.keep(clock, random);
  const cloud = await serveCloud({
    isResettable: true,
    command: "cloud",
    port: options.port ?? 4566,
    clock,
    random,
    accountId: account,
    region,
    kept,
    mocks,
    origins: options["allow-origin"],
    hosts: options["allow-host"],
    ...(users && { users }),
    folder: keepTemporaryFilesTogether(),
    onHop: options.verbose ? printHop : undefined,
  });
  // Whatever nobody has caught belongs to one request or one piece of background work. An end would cost everybody everything.
  process.on("uncaughtException", reportMistake);
  process.on("unhandledRejection", reportMistake);
  const stopped = untilSignal();
  process.stdout.write(`The cloud is served at ${cloud.url} (${clock.kind} time). Stop it with Ctrl-C.\n`);
  await cloud.until(stopped);
}

const USUAL: StateSettings = { account: "000000000000", region: "us-east-1", seed: 1, clock: "real" };

function settingsAsked({ account, region, seed, clock }: CloudOptions): StateSettings {
  return {
    account: account ?? USUAL.account,
    region: region ?? USUAL.region,
    seed: seed ?? USUAL.seed,
    clock: clock ?? USUAL.clock,
  };
}

// What few clouds are started with is loaded when it is asked for.

async function openData(folder: string, { account, region, seed, clock }: CloudOptions) {
  const { openKeptData } = await import("../../cloud/kept-state/open-kept-data.ts");
  return openKeptData(folder, { account, region, seed, clock }, USUAL);
}

async function readUsersFile(path: string): Promise<Users> {
  const { readUsers } = await import("./read-users.ts");
  return readUsers(path);
}

async function mocksOf(path: string | undefined): Promise<MachineMocks | undefined> {
  if (path === undefined) return undefined;
  const { readMocks } = await import("../framework/read-mocks.ts");
  return readMocks(path);
}

function clockOf(kind: Clock["kind"], random: RandomStreams, instantMs = machineTime.now()): Clock {
  if (kind === "real") return new RealClock();
  installWorldGlobals();
  return new VirtualClock({ name: "cloud", epochMs: instantMs, globalRandom: random.stream("globals") });
}

const printHop: HopWatch = (event, outcome) => {
  const endedAt = event.at + (event.durationMs ?? 0);
  process.stdout.write(`${timeOfDay(endedAt)}  ${hopText(event, outcome)}\n`);
};
