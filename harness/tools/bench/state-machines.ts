import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { machineTime } from "../../clock/machine-time.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { FIVE_STATES } from "./five-states.ts";
import { median, realMs } from "./measure.ts";
import { type BenchRoom, createBenchRoom } from "./state-machine-room.ts";
import { benchOverHttp } from "./state-machines-over-http.ts";

const ROUNDS = 5;
const EXECUTIONS = 10_000;
const WAITING = 10_000;
const MEBIBYTE = 1_048_576;
/** The rates that a run must reach. */
const WANTED = { perSecond: 20_000, map1000Ms: 60, map10000Ms: 800, waitingMebibytes: 300 } as const;

const mapOver = (processor: object) => ({
  StartAt: "Map",
  States: {
    Map: {
      Type: "Map",
      ItemProcessor: { ...processor, StartAt: "Item", States: { Item: { Type: "Pass", End: true } } },
      End: true,
    },
  },
});

const WAIT = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 3600, End: true } } };

/** `npm run bench -- state-machines`: the engine of Step Functions. True when all rates are reached. */
export async function benchStateMachines(print: (text: string) => void): Promise<boolean> {
  print(`state machines, Node ${process.version}, medians of ${ROUNDS} rounds after one that is not counted\n`);
  const results = [
    // First, before the process has held anything else.
    await waiting(print),
    await fiveStates(print),
    await map(print, { items: 1000, wantedMs: WANTED.map1000Ms, processor: {}, kind: "inline Map over 1,000 items" }),
    // An inline Map of 10,000 would need 40,006 events; 25,000 is where a history ends.
    await map(print, {
      items: 6248,
      wantedMs: WANTED.map10000Ms,
      processor: {},
      kind: "inline Map over 6,248 items, the most that 25,000 events hold",
    }),
    await map(print, {
      items: 10_000,
      wantedMs: WANTED.map10000Ms,
      processor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
      kind: "distributed Map over 10,000 items, each an execution with its history",
    }),
    await benchOverHttp(print),
  ];
  return results.every((reached) => reached);
}

async function fiveStates(print: (text: string) => void): Promise<boolean> {
  const rates: number[] = [];
  const bytes: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const { before, ms, after } = await inRoom(async (room) => {
      const arn = room.create("five", FIVE_STATES);
      const heapBefore = heapBytes();
      const taken = await realMs(async () => {
        for (let number = 0; number < EXECUTIONS; number++) await room.start(arn, `e${number}`, '{"number":1}');
      });
      const executions = room.stepFunctions.executions();
      const unfinished = executions.find(
        ({ status, history }) => status !== "SUCCEEDED" || history.events.length !== 12,
      );
      if (executions.length !== EXECUTIONS || unfinished)
        throw new Error("Executions of five Pass states did not end.");
      return { before: heapBefore, ms: taken, after: heapBytes() };
    });
    if (round === 0) continue;
    rates.push((EXECUTIONS * 1000) / ms);
    bytes.push((after - before) / EXECUTIONS);
  }
  const rate = median(rates);
  line(print, "five Pass states in this process, 12 events each", `${rate.toFixed(0)} executions/s`, WANTED.perSecond);
  line(print, "memory of one of them when it has ended", `${(median(bytes) / 1024).toFixed(1)} KiB`);
  return rate >= WANTED.perSecond;
}

async function map(
  print: (text: string) => void,
  bench: { items: number; wantedMs: number; processor: object; kind: string },
): Promise<boolean> {
  const input = JSON.stringify(Array.from({ length: bench.items }, (_, index) => index));
  const times: number[] = [];
  let events = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const ms = await inRoom(async (room, clock) => {
      const arn = room.create("map", mapOver(bench.processor));
      const taken = await realMs(async () => {
        await room.start(arn, "one", input);
        await clock.settle();
      });
      const [execution] = room.stepFunctions.executions();
      if (execution?.status !== "SUCCEEDED") throw new Error(`${bench.kind}: the execution is ${execution?.status}.`);
      events = execution.history.events.length;
      return taken;
    });
    if (round > 0) times.push(ms);
  }
  const ms = median(times);
  line(print, `${bench.kind} (${events} events)`, `${ms.toFixed(1)} ms`, bench.wantedMs);
  return ms <= bench.wantedMs;
}

async function waiting(print: (text: string) => void): Promise<boolean> {
  const { heap, ms, resident } = await inRoom(async (room, clock) => {
    const arn = room.create("wait", WAIT);
    const before = heapBytes();
    for (let number = 0; number < WAITING; number++) await room.start(arn, `e${number}`, "{}");
    const waitingHeap = heapBytes() - before;
    const waitingResident = process.memoryUsage().rss;
    const taken = await realMs(() => clock.settle());
    const late = room.stepFunctions.executions().find(({ status }) => status !== "SUCCEEDED");
    if (late) throw new Error(`${late.arn} is ${late.status} after an hour.`);
    return { heap: waitingHeap / MEBIBYTE, resident: waitingResident / MEBIBYTE, ms: taken };
  });
  line(
    print,
    `${WAITING} executions that wait for an hour, no timer of the machine`,
    `${heap.toFixed(0)} MiB (whole process: ${resident.toFixed(0)} MiB)`,
    WANTED.waitingMebibytes,
  );
  line(print, "all of them ending at once", `${ms.toFixed(0)} ms`);
  return resident <= WANTED.waitingMebibytes;
}

async function inRoom<T>(act: (room: BenchRoom, clock: VirtualClock) => Promise<T>): Promise<T> {
  const clock = new VirtualClock({ name: "bench", epochMs: machineTime.now() });
  return clock.drive(() => act(createBenchRoom(clock), clock));
}

const NAME_WIDTH = 74;

function line(print: (text: string) => void, name: string, value: string, wanted?: number): void {
  print(`${name.padEnd(NAME_WIDTH)}${value.padStart(22)}${wanted === undefined ? "" : `   (wanted: ${wanted})`}`);
}

/** Heap in use after a garbage collection. */
function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
