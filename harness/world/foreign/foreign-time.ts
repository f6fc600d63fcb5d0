import type { Clock } from "../../clock/clock.ts";
import { installWorldGlobals } from "../../clock/globals.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { ForeignPace } from "../../clock/process/foreign-pace.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { realTime } from "../real-time.ts";
import { virtualTime, type WorldTime } from "../world-time.ts";
import { FollowedProcesses } from "./followed-processes.ts";

/** Real milliseconds: an engine that waits for a lock waits for somebody in the world, so the clock must not wait for it. */
const LONGEST_HOLD_MS = 2_000;

/** The time of a world of processes, and what the ways into and out of the processes must tell it. */
export interface ForeignTime {
  readonly clock: Clock;
  /** How the story lets time pass. */
  readonly worldTime: WorldTime;
  /** Runs a request that a process sent into the world as a part of the world. */
  enter<T>(name: string, activity: () => Promise<T>): Promise<T>;
  /** Real work that waits for a process, which may send requests into the world meanwhile. */
  ask<T>(label: string, work: () => Promise<T>): Promise<T>;
  /** Real work of the world that takes no time of it, until the returned function is called. */
  hold(label: string): () => void;
  /**
   * Lets a held launch begin, and gives the program the time of the world before it has read the machine's. Of a wrapper (a
   * shell script, `npm run`) nothing is known yet: `follow` finds what it has started. Absent with a real clock.
   */
  followEarly?: (launchedPid: number) => Promise<void>;
  /**
   * Gives the processes that a launched program runs on a port the time of the world, unless they have it.
   *
   * @throws NotOnThisBackend where a process cannot be given another time, with the reason.
   */
  follow(launchedPid: number, port: number): Promise<void>;
  /** Likewise for a program beside the system, such as Redis. */
  followSideService(launchedPid: number, port: number): Promise<void>;
  /**
   * Looks at the date of an answer of the server.
   *
   * @throws NotOnThisBackend when it is the machine's, because the server's clock could not be shifted after all.
   */
  requireWorldTime(headers: Readonly<Record<string, string>>): void;
  /** Lets go of the processes' clocks; they keep the time that they have. */
  close(): void;
}

/** The machine's own time. `goingOn` lists what has not ended yet. */
export function realForeignTime(goingOn: () => Promise<readonly string[]>, settleLimitMs: number): ForeignTime {
  return {
    clock: new RealClock(),
    worldTime: realTime(goingOn, settleLimitMs),
    enter: (_name, activity) => activity(),
    ask: (_label, work) => work(),
    hold: () => () => {},
    follow: async () => {},
    followSideService: async () => {},
    requireWorldTime: () => {},
    close: () => {},
  };
}

/** Virtual time, in which the processes live as well. */
export function virtualForeignTime(options: {
  readonly name: string;
  /** ISO 8601. */
  readonly startAt: string;
  readonly random: RandomStreams;
}): ForeignTime {
  installWorldGlobals();
  const epochMs = Date.parse(options.startAt);
  if (Number.isNaN(epochMs)) throw new Error(`startAt '${options.startAt}' is not an ISO 8601 time`);
  const pace = new ForeignPace(epochMs);
  const clock = new VirtualClock({ name: options.name, epochMs, globalRandom: options.random.stream("globals"), pace });
  const time = virtualTime(clock);
  let ended = false;
  const processes = new FollowedProcesses(pace);
  // What it forgets by its clock is known; nobody asks it to wait.
  const sideServices = new FollowedProcesses(pace);
  return {
    clock,
    worldTime: {
      drive: (story) =>
        time.drive(story).finally(() => {
          ended = true;
        }),
      settle: time.settle,
      advance: time.advance,
      advanceTo: time.advanceTo,
      get elapsedMs() {
        return time.elapsedMs;
      },
      get pace() {
        return { ...pace.report, realWaits: processes.realWaits };
      },
    },
    async enter(name, activity) {
      // Nobody would ever let it in: the process sees a broken connection.
      if (ended) throw new WorldEnded(`${name} came after the end of the world ${options.name}`);
      const hopEnds = pace.hopBegins();
      try {
        return await clock.enter(name, activity);
      } finally {
        hopEnds();
      }
    },
    ask: (label, work) =>
      clock.askOutside(label, async () => {
        const requestEnds = pace.requestBegins(label);
        try {
          return await work();
        } finally {
          requestEnds();
        }
      }),
    hold(label) {
      const release = clock.hold(label);
      const timer = machineTime.setTimeout(release, LONGEST_HOLD_MS);
      return () => {
        machineTime.clearTimeout(timer);
        release();
      };
    },
    followEarly: (launchedPid) => processes.followEarly(launchedPid),
    follow: (launchedPid, port) => processes.follow(launchedPid, port),
    followSideService: (launchedPid, port) => sideServices.follow(launchedPid, port),
    requireWorldTime: (headers) => processes.requireWorldTime(headers),
    close() {
      processes.close();
      sideServices.close();
    },
  };
}

/** A process asks for something after the story's end. */
export class WorldEnded extends Error {
  override readonly name = "WorldEnded";
}
