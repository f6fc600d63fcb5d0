import { expect, test } from "vitest";
import { RandomStreams } from "../clock/random-streams.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { FaultPlan } from "./faults.ts";
import { LatencyModel } from "./latency.ts";
import { Network } from "./network.ts";
import { Trace } from "./trace.ts";

function newNetwork(seed = 1): { clock: VirtualClock; network: Network } {
  const clock = new VirtualClock({ name: "network", epochMs: Date.UTC(2025, 11, 3) });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const random = new RandomStreams(seed);
  return {
    clock,
    network: new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random }),
  };
}

const HOP = { source: "server", target: "sqs", operation: "SendMessage", resource: "queue" };

test("a hop takes its modelled time, is recorded, and what it leads to names it as cause", async () => {
  const { clock, network } = newNetwork();
  network.latency.set("sqs", 7);
  network.latency.set("lambda", 3);
  const inner = { source: "sqs", target: "lambda", operation: "Invoke", resource: "validate" };
  await clock.drive(() => network.operation(HOP, () => network.operation(inner, () => "done")));
  expect(network.trace.of("operation").map(({ at, wallMs, version, ...event }) => event)).toEqual([
    { kind: "operation", ...HOP, sequence: 1, cause: 0, durationMs: 10, outcome: "ok" },
    { kind: "operation", ...inner, sequence: 2, cause: 1, durationMs: 3, outcome: "ok" },
  ]);
});

test("the same seed gives the same latencies and hash; another seed another", async () => {
  const hashOf = async (seed: number): Promise<string> => {
    const { clock, network } = newNetwork(seed);
    await clock.drive(async () => {
      for (let hop = 0; hop < 10; hop++) await network.operation(HOP, () => hop);
    });
    return network.trace.hash();
  };
  expect(await hashOf(5)).toBe(await hashOf(5));
  expect(await hashOf(5)).not.toBe(await hashOf(6));
});

test("a fault strikes as often as armed, after as many as skipped, and the callee is not reached", async () => {
  const { clock, network } = newNetwork();
  network.faults.arm(
    { target: "sqs" },
    { name: "throttled", error: () => Object.assign(new Error("slow down"), { code: "Throttling" }) },
    { skip: 1, times: 2 },
  );
  let reached = 0;
  const send = () => network.operation(HOP, () => ++reached).catch((error: Error) => error.message);
  const answers = await clock.drive(async () => [await send(), await send(), await send(), await send()]);
  expect(answers).toEqual([1, "slow down", "slow down", 2]);
  expect(network.trace.of("operation").map(({ outcome, fault }) => [outcome, fault])).toEqual([
    ["ok", undefined],
    ["Throttling", "throttled"],
    ["Throttling", "throttled"],
    ["ok", undefined],
  ]);
  expect(network.faults.unspent()).toEqual([]);
});

test("a lost answer leaves the callee's effect; a late answer comes once and late", async () => {
  const { clock, network } = newNetwork();
  network.latency.set("sqs", 1);
  network.faults.arm({ target: "sqs" }, { name: "lost", after: "perform", error: () => new Error("no answer") });
  network.faults.arm({ target: "sqs" }, { name: "late", after: "perform", delayMs: 500 });
  let effects = 0;
  const send = () => network.operation(HOP, () => ++effects).catch((error: Error) => error.message);
  const answers = await clock.drive(async () => [await send(), await send(), clock.elapsedMs]);
  expect(answers).toEqual(["no answer", 2, 502]);
});

test("hops can be given one latency after the other, or an instant to arrive at", async () => {
  const { clock, network } = newNetwork();
  network.latency.setNext("sqs", [4, 1], "SendMessage");
  const send = async () => {
    const from = clock.elapsedMs;
    await network.operation(HOP, () => undefined);
    return clock.elapsedMs - from;
  };
  const instant = Date.UTC(2025, 11, 3, 0, 0, 2);
  const taken = await clock.drive(async () => {
    const first = [await send(), await send()];
    network.latency.arriveAt("sqs", [instant]);
    await send();
    return [...first, clock.now()];
  });
  expect(taken).toEqual([4, 1, instant]);
});

test("an arrival in the past is refused with both instants", async () => {
  const { clock, network } = newNetwork();
  network.latency.arriveAt("sqs", [Date.UTC(2025, 11, 2)]);
  await expect(clock.drive(() => network.operation(HOP, () => undefined))).rejects.toThrow(
    "was to arrive at 2025-12-02T00:00:00.000Z, but it only starts at 2025-12-03T00:00:00.000Z",
  );
});
