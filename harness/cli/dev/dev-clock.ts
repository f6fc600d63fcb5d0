import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AdjustableClock } from "../../clock/adjustable-clock.ts";
import type { Clock } from "../../clock/clock.ts";
import { waitOnMachine } from "../../clock/machine-time.ts";
import { RealClock } from "../../clock/real-clock.ts";
import type { SteeredClock } from "../cloud/own-paths.ts";
import { CLOCK_FILE_VARIABLE, ClockFile } from "./clock-file.ts";
import { FollowedClocks } from "./followed-clocks.ts";

/** Time goes on in steps, because what a timer causes in another process takes real time. */
const LONGEST_STEP_MS = 60_000;
/** Real milliseconds after each step, in which processes do what has fallen due. */
const QUIET_MS = 20;

/** The one clock of a run. */
export interface DevClock {
  readonly clock: Clock;
  readonly steering: SteeredClock;
  /** Of programs that know nothing of it; absent where nobody puts it forward. */
  readonly clocks: FollowedClocks | undefined;
  /** Variables of the processes that are to follow it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** The machine's, which nobody moves; processes have it anyway. */
export function realDevClock(): DevClock {
  const clock = new RealClock();
  const steering = { kind: "real", now: () => clock.now() } as const;
  return { clock, clocks: undefined, steering, environment: {}, close() {} };
}

/**
 * One that runs as the machine's and is put forward. `onStep` is called after each step, when the processes that follow
 * the clock are to look at it again.
 */
export function adjustableDevClock(folder: string, onStep: () => void): DevClock {
  const clock = new AdjustableClock();
  const clocks = new FollowedClocks(clock);
  const file = new ClockFile(join(folder, "clock"));
  let turn: Promise<void> = Promise.resolve();
  const walk = async (ms: number): Promise<void> => {
    for (let leftMs = ms; leftMs > 0; leftMs -= LONGEST_STEP_MS) {
      await clock.advance(Math.min(leftMs, LONGEST_STEP_MS));
      file.write(clock.aheadMs);
      onStep();
      await clocks.catchUp();
      await waitOnMachine(QUIET_MS);
    }
  };
  const advance = (ms: number): Promise<void> => {
    // A walk that failed has been told to whoever asked for it.
    turn = turn.catch(() => {}).then(() => walk(ms));
    return turn;
  };
  const follower = pathToFileURL(join(import.meta.dirname, "follow-clock.ts")).href;
  return {
    clock,
    clocks,
    steering: { kind: "virtual", now: () => clock.now(), advance },
    environment: { NODE_OPTIONS: `--import ${follower}`, [CLOCK_FILE_VARIABLE]: file.path },
    close() {
      clocks.close();
      file.close();
    },
  };
}
