import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Clock, Timer } from "../../../clock/clock.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { isWork, workMs } from "../../../clock/process/group-work.ts";
import { settledWithin } from "../../../clock/settled-within.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { logLineOf } from "../../../network/log-line.ts";
import type { Network } from "../../../network/network.ts";
import {
  isShellsWord,
  noBootstrap,
  notExecuted,
  ReportedFailure,
  runtimeExited,
  whyNotExecuted,
} from "../function-failure.ts";
import type { FunctionContext } from "../function-handler.ts";
import { MAX_INIT_MS } from "../limits.ts";
import type { DeployedFunction } from "./deployed-function.ts";
import { functionVariables } from "./function-variables.ts";
import { PacedWork } from "./paced-work.ts";
import { Sandbox } from "./sandbox.ts";
import { SandboxClock } from "./sandbox-clock.ts";
import type { SandboxEvent } from "./sandbox-event.ts";
import { SandboxPool } from "./sandbox-pool.ts";

/** Real milliseconds between two looks at a process that starts. */
const INIT_LOOK_MS = 100;
/** Real milliseconds that a start may take on a busy machine; the clock holds still for 30 s at most. */
const LONGEST_INIT_MS = 25_000;
/** How often a process that waits for an answer of the world is told the time; milliseconds of the world's. */
const TOLD_EVERY_MS = 1000;

/** A request of a function to the cloud, permitted as its role is. */
export type SendAs = (source: string, role: string, http: HttpRequest) => Promise<HttpResponse>;

/** What the processes of functions need of their world. */
interface ProcessSurroundings {
  readonly clock: Clock;
  readonly network: Network;
  readonly region: string;
  readonly sendAs: SendAs;
  newLogStream(): string;
}

/**
 * A function that runs in processes of its own. Starting one takes no virtual time. While one works for us the clock stands
 * still; while it waits for an answer of the cloud, or sleeps, time goes on as the world says.
 */
export class ProcessFunction {
  readonly deployed: DeployedFunction;
  readonly #world: ProcessSurroundings;
  readonly #pool: SandboxPool;
  readonly #logStreams = new WeakMap<Sandbox, string>();
  /** Why its processes do not have the world's time. */
  #machineTime: string | undefined;
  #isNoted = false;

  constructor(deployed: DeployedFunction, world: ProcessSurroundings) {
    this.deployed = deployed;
    this.#world = world;
    this.#pool = new SandboxPool(() => this.#startSandbox());
  }

  /**
   * Runs an invocation when there is a process for it. Waiting for one is not part of the invocation: AWS would have started
   * another, so no time limit counts it.
   */
  async inTurn<T>(invocation: () => Promise<T>): Promise<T> {
    await this.#pool.enter();
    try {
      return await invocation();
    } finally {
      this.#pool.leave();
    }
  }

  /** A `FunctionHandler`, to be called in turn. Throws `ReportedFailure`. */
  async invoke(payload: string, context: FunctionContext): Promise<string> {
    const { clock } = this.#world;
    const { functionName, configuration, code } = this.deployed;
    if (this.deployed.runtime.command === "./bootstrap" && !existsSync(join(code.folder, "bootstrap"))) {
      throw noBootstrap(context.awsRequestId);
    }
    const sandbox = await clock.run(`process of ${functionName}`, 0, () => this.#ready(context));
    if ("failure" in sandbox) {
      this.#record(sandbox.lines, context);
      throw sandbox.failure;
    }
    this.#noteMachineTime();
    // The time-out is AWS's, and the invoker words it: here the process only has to go.
    const timeout = clock.timer(
      `time-out of the process of ${functionName}`,
      Math.max(context.deadlineMs - clock.now(), 0),
      () => sandbox.kill(),
      { background: true },
    );
    let answered = false;
    try {
      sandbox.invoke({
        payload,
        requestId: context.awsRequestId,
        functionArn: context.functionArn,
        deadlineMs: sandbox.hasWorldTime ? context.deadlineMs : machineTime.now() + context.deadlineMs - clock.now(),
        worldTimeMs: clock.kind === "virtual" ? clock.now() : undefined,
        clientContext: context.clientContext,
        traceId: `Root=1-${Math.floor(clock.now() / 1000).toString(16)}-${context.awsRequestId.replaceAll("-", "").slice(0, 24)};Sampled=0`,
      });
      const answer = await this.#serve(sandbox, context, configuration.role);
      answered = true;
      return answer;
    } catch (error) {
      answered = error instanceof ReportedFailure && error.processGoesOn;
      throw error;
    } finally {
      timeout.cancel();
      if (answered) this.#pool.giveBack(sandbox);
      else this.#pool.discard(sandbox);
    }
  }

  /** Takes no more invocations; what is under way ends in peace, and then nobody needs the processes any more. */
  retire(ended: () => void): void {
    this.#pool.retire(ended);
  }

  /** Ends all processes. */
  close(): void {
    this.#pool.close();
  }

  async #serve(sandbox: Sandbox, context: FunctionContext, role: string): Promise<string> {
    const { clock, sendAs } = this.#world;
    const { functionName } = this.deployed;
    const work = new PacedWork(clock, `work of ${functionName}`, {
      worked: () => sandbox.worked(),
      leftMs: () => Math.max(context.deadlineMs - clock.now(), 0),
      nextTimerMs: () => sandbox.nextTimerMs(),
      tellTime: () => sandbox.tellTime(),
      letTimeRun: () => sandbox.letTimeRun(),
    });
    for (;;) {
      const { event, lines } = await work.wait(async () => {
        const next = await sandbox.nextEvent();
        return { event: next, lines: await sandbox.takeLines() };
      });
      this.#record(lines, context);
      if (event.kind === "answered") {
        if (event.failed) throw new ReportedFailure(event.body, { processGoesOn: !event.ends });
        return event.body;
      }
      if (event.kind === "exited") throw runtimeExited(context.awsRequestId, event.how);
      if (event.kind === "initFailed") throw new ReportedFailure(event.body);
      if (event.kind === "slept") {
        // After its time-out there is nobody left to wake.
        const leftMs = Math.max(context.deadlineMs - clock.now(), 0);
        await clock.sleep(Math.min(event.ms, leftMs), `sleep of ${functionName}`);
        await this.#tellTime(sandbox);
        event.wake();
      } else if (event.kind === "asked") {
        // What is thrown is a fault's own error: to a process that is a broken connection.
        const { request } = event;
        const answer = this.deployed.carry?.(request) ?? sendAs(functionName, role, request);
        const response = await this.#whileAsking(sandbox, answer);
        event.respond(response);
      }
    }
  }

  /**
   * What the world answers; nothing when it breaks the connection. Meanwhile time may go on past a timer of the process, the time-out
   * of its client: it is told every second.
   */
  async #whileAsking(sandbox: Sandbox, answer: Promise<HttpResponse>): Promise<HttpResponse | undefined> {
    const { clock } = this.#world;
    let timer: Timer | undefined;
    const tellLater = (): void => {
      timer = clock.timer(`clock of ${this.deployed.functionName}`, TOLD_EVERY_MS, () => void tell(), {
        background: true,
      });
    };
    const tell = async (): Promise<void> => {
      tellLater();
      await this.#tellTime(sandbox);
    };
    if (clock.kind === "virtual" && sandbox.hasWorldTime) tellLater();
    const response = await answer.catch(() => undefined);
    timer?.cancel();
    await this.#tellTime(sandbox);
    return response;
  }

  /** Real work that takes no time of the world. */
  async #tellTime(sandbox: Sandbox): Promise<void> {
    if (!sandbox.hasWorldTime) return;
    await this.#world.clock.run(`clock of ${this.deployed.functionName}`, 0, () => sandbox.tellTime());
  }

  /** Real work: a warm process, or a new one that has come as far as to ask for its first invocation. */
  async #ready({
    awsRequestId: requestId,
    writesTo,
  }: FunctionContext): Promise<Sandbox | { failure: ReportedFailure; lines: readonly string[] }> {
    const { sandbox, isNew } = await this.#pool.take();
    writesTo?.(this.#logStreams.get(sandbox) ?? "");
    if (!isNew) {
      await sandbox.tellTime();
      return sandbox;
    }
    const event = await withinInitLimit(sandbox);
    if (event.kind === "ready") {
      this.#machineTime = await sandbox.followTime();
      return sandbox;
    }
    const lines = await sandbox.takeLines();
    this.#pool.discard(sandbox);
    if (event.kind === "initFailed") return { failure: new ReportedFailure(event.body), lines };
    // A custom runtime that works before it asks for an invocation: AWS cannot freeze it either, but we would wait for ever.
    const how = event.kind === "exited" ? event.how : `${event.kind} before its first invocation`;
    const reason = whyNotExecuted(how, lines);
    return reason === undefined
      ? { failure: runtimeExited(requestId, how), lines }
      : { failure: notExecuted(requestId, reason), lines: lines.filter((line) => !isShellsWord(line)) };
  }

  /** Once for the function: what it writes down then does not agree with the world's clock. */
  #noteMachineTime(): void {
    const reason = this.#machineTime;
    if (reason === undefined || this.#isNoted) return;
    this.#isNoted = true;
    const { functionName } = this.deployed;
    const message = `processes of ${functionName} have the machine's time: ${reason}`;
    this.#world.network.trace.record({ kind: "note", source: functionName, message });
  }

  /** Each process has a log stream of its own. */
  async #startSandbox(): Promise<Sandbox> {
    const { clock, region } = this.#world;
    const { runtime, code } = this.deployed;
    const logStreamName = this.#world.newLogStream();
    const sandbox = await Sandbox.start(
      (address) => {
        const place = { address, region, logStreamName, virtualTime: clock.kind === "virtual" };
        return { ...runtime, folder: code.folder, environment: functionVariables(this.deployed, place) };
      },
      () => SandboxClock.for(clock),
    );
    this.#logStreams.set(sandbox, logStreamName);
    return sandbox;
  }

  #record(lines: readonly string[], context: FunctionContext): void {
    const { trace } = this.#world.network;
    const { functionName } = this.deployed;
    for (const line of lines) {
      trace.record({ kind: "log", source: functionName, ...logLineOf(line) });
      context.log?.(line);
    }
  }
}

/** What a new process does first. Time in which it only waits for a processor, as others on this machine do, is not its own. */
async function withinInitLimit(sandbox: Sandbox): Promise<SandboxEvent> {
  const event = sandbox.nextEvent();
  const from = machineTime.monotonicMs();
  let usedMs = 0;
  for (let looked = from; usedMs < MAX_INIT_MS && looked - from < LONGEST_INIT_MS; ) {
    const first = await settledWithin(event, INIT_LOOK_MS);
    if (first) return first.value;
    const now = machineTime.monotonicMs();
    const worked = sandbox.worked();
    usedMs += isWork(worked) ? workMs(worked, now - looked) : now - looked;
    looked = now;
  }
  return { kind: "exited", how: "signal: killed" };
}
