import { type ChildProcess, spawn } from "node:child_process";
import { settledWithin } from "../settled-within.ts";
import { ClockRefused } from "./clock-refused.ts";
import { interruptWaits } from "./interrupt-waits.ts";
import { patchVdso } from "./patch.ts";
import { ProcessMemory } from "./process-memory.ts";
import { programOf, RUNTIME_RULES, type Runtime } from "./runtime.ts";

/** How far the clock is put forward. */
const JUMP_MS = 600_000;
/** Real milliseconds: the start of an interpreter, and then a wait that is over at once or lasts ten minutes. */
const START_LIMIT_MS = 20_000;
const WAIT_LIMIT_MS = 5_000;

interface Trial {
  readonly parameters: readonly string[];
  /** Whether its wait is to begin after the jump, at a line on its standard input; else it is under way when it prints. */
  readonly waitsAfterJump: boolean;
}

/** Each says `ready`, then `woke` when its wait is over, and ends when its standard input does. */
const TRIALS: Readonly<Partial<Record<Runtime, Trial>>> = {
  // A timer as long as the jump: it has to be woken.
  node: {
    parameters: [
      "-e",
      `setTimeout(() => console.log("woke"), ${JUMP_MS}); console.log("ready"); process.stdin.resume().on("end", process.exit)`,
    ],
    waitsAfterJump: false,
  },
  // Short waits that must not become as long as the jump: a lock with a time-out in
  // Python 3.8 waits for an instant of the wall clock.
  python: {
    parameters: [
      "-c",
      [
        "import sys, threading, time",
        'print("ready", flush=True)',
        "sys.stdin.readline() or sys.exit()",
        "threading.Thread(target=lambda: (threading.Event().wait(.05), time.sleep(.01), print('woke', flush=True)), daemon=True).start()",
        "sys.stdin.read()",
      ].join("\n"),
    ],
    waitsAfterJump: true,
  },
};

/** By program: a run starts each interpreter once for it. */
const outcomes = new Map<string, Promise<boolean>>();

/** Whether its waits are tried before a clock is opened. */
export function canBeTried(runtime: Runtime): boolean {
  return TRIALS[runtime] !== undefined;
}

/**
 * Tries in a process of its own whether waits of this interpreter survive a jump of the clock. Throws `ClockRefused` when they do
 * not. Go and unknown programs cannot be started just to look at them: their first wait that is seen decides
 * (`ProcessClock.isConfirmed`).
 */
export async function tryWaits(pid: number, runtime: Runtime): Promise<void> {
  const trial = TRIALS[runtime];
  const program = programOf(pid);
  if (trial === undefined || program === undefined) return;
  let outcome = outcomes.get(program);
  if (!outcome) {
    outcome = survives(program, trial, RUNTIME_RULES[runtime].shiftedClocks);
    outcomes.set(program, outcome);
  }
  if (!(await outcome)) throw new ClockRefused(`waits of ${program} do not end when its clock is put forward`);
}

async function survives(program: string, trial: Trial, shiftedClocks: number): Promise<boolean> {
  const child = spawn(program, trial.parameters, {
    cwd: "/",
    env: { PATH: process.env.PATH },
    stdio: ["pipe", "pipe", "ignore"],
  });
  // It may be gone before it is spoken to.
  child.stdin.on("error", () => {});
  try {
    const says = linesOf(child);
    if (!(await settledWithin(says("ready"), START_LIMIT_MS))?.value || child.pid === undefined) return false;
    const memory = new ProcessMemory(child.pid);
    try {
      const word = Buffer.alloc(8);
      word.writeBigInt64LE(BigInt(JUMP_MS) * 1_000_000n);
      const { ahead } = await patchVdso(child.pid, memory, { wallStartNs: 0n, shiftedClocks });
      memory.write(ahead, word);
    } finally {
      memory.close();
    }
    await interruptWaits(child.pid);
    if (trial.waitsAfterJump) child.stdin.write("wait\n");
    return (await settledWithin(says("woke"), WAIT_LIMIT_MS))?.value ?? false;
  } finally {
    child.kill("SIGKILL");
  }
}

/** Waits for a word in the output; false when the process ends without. */
function linesOf(child: ChildProcess): (word: string) => Promise<boolean> {
  let text = "";
  let ended = false;
  let changed = (): void => {};
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    changed();
  });
  const end = (): void => {
    ended = true;
    changed();
  };
  child.once("error", end).once("close", end);
  return (word) =>
    new Promise((resolve) => {
      changed = () => {
        if (text.includes(word)) resolve(true);
        else if (ended) resolve(false);
      };
      changed();
    });
}
