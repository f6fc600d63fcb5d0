import type { Outcome } from "../../network/network.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";
import { tooManyRequests } from "./errors.ts";
import { type FunctionFailure, failureOf, responseTooLarge, timedOut } from "./function-failure.ts";
import type { FunctionContext } from "./function-handler.ts";
import type { RegisteredFunction } from "./functions/lambda-function.ts";
import { loggingOf } from "./functions/logging.ts";
import { MAX_RESPONSE_BYTES } from "./limits.ts";
import { type LoggedMessage, LogTail, tailOf } from "./log-tail.ts";

export interface InvocationResult {
  /** JSON text: the handler's own, or the description of its failure. */
  readonly payload: string;
  readonly functionError?: "Unhandled";
  readonly requestId: string;
  /** `$LATEST` or a number. */
  readonly executedVersion: string;
  /** Base64 of the end of the function's log, when it was asked for. */
  readonly logResult?: string;
}

export interface InvocationOptions {
  /** Whether the answer shall bring the end of the function's log. */
  readonly logTail?: boolean;
  /** As the caller named the function, with its version or alias. */
  readonly invokedArn?: string;
  /** JSON text that the client says of itself. */
  readonly clientContext?: string | undefined;
}

interface Invocation {
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly log: LogTail | undefined;
  readonly clientContext: string | undefined;
}

/** What the hop to the function brought; a fault may put anything else in its place. */
class Answer {
  readonly payload: string;
  readonly failure: FunctionFailure | undefined;

  constructor(payload: string, failure?: FunctionFailure) {
    this.payload = payload;
    this.failure = failure;
  }
}

/** Carried through the network as the outcome of an invocation that took too long. */
class TimeOut extends Error {
  readonly code: string;
  readonly failure: FunctionFailure;

  constructor(failure: FunctionFailure) {
    super(failure.errorMessage);
    this.code = failure.errorType;
    this.failure = failure;
  }
}

/** Where functions in processes log: the neighbour CloudWatch Logs. */
export interface FunctionLogs {
  /** Makes group and stream when they are not there, as Lambda does. */
  deliverAll(logGroupName: string, logStreamName: string, events: readonly LoggedMessage[]): void;
}

/** Runs handlers: every invocation is one hop from Lambda to the function, within the function's time-out. */
export class Invoker {
  readonly #deps: RoomDependencies;
  readonly #logs: FunctionLogs | undefined;

  constructor(deps: RoomDependencies, logs: FunctionLogs | undefined) {
    this.#deps = deps;
    this.#logs = logs;
  }

  newRequestId(): string {
    return this.#deps.random.stream("lambda/request-id").uuid();
  }

  /** Failures of the function are results; throws AwsError for the service's own (throttled, or struck by a fault). */
  async run(
    invoked: RegisteredFunction,
    payload: string,
    requestId: string,
    { logTail = false, invokedArn = invoked.functionArn, clientContext }: InvocationOptions = {},
  ): Promise<InvocationResult> {
    const { all } = invoked;
    if (all.reservedConcurrency !== undefined && all.active >= all.reservedConcurrency) throw tooManyRequests();
    all.active++;
    // What functions in processes of their own write is always logged.
    const logging = loggingOf(invoked.functionName, invoked.process?.deployed.configuration.kept?.LoggingConfig);
    const log =
      logTail || invoked.process ? new LogTail(requestId, invoked, logging, this.#deps.clock.now()) : undefined;
    try {
      const hop = () => this.#hop({ ...invoked, functionArn: invokedArn }, payload, { requestId, log, clientContext });
      const answer = await (invoked.process ? invoked.process.inTurn(hop) : hop());
      const messages = log?.end(answer.failure, this.#deps.clock.now());
      if (messages && log?.logStreamName) {
        // Every message ends its line (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html).
        const events = messages.map(({ timestamp, message }) => ({ timestamp, message: `${message}\n` }));
        this.#logs?.deliverAll(logging.LogGroup, log.logStreamName, events);
      }
      return {
        payload: answer.payload,
        ...(answer.failure && { functionError: "Unhandled" }),
        requestId,
        executedVersion: invoked.version,
        ...(logTail && messages && { logResult: tailOf(messages) }),
      };
    } finally {
      all.active--;
    }
  }

  async #hop(
    invoked: RegisteredFunction,
    payload: string,
    about: Pick<Invocation, "requestId" | "log" | "clientContext">,
  ): Promise<Answer> {
    const { requestId } = about;
    const { network } = this.#deps;
    const hop = {
      source: "lambda",
      target: invoked.functionName,
      operation: "invocation",
      resource: requestId,
      request: network.trace.keep(Buffer.from(payload)),
    };
    try {
      return asAnswer(
        await network.operation<unknown>(
          hop,
          (expiresAt) => this.#perform(invoked, payload, { ...about, deadlineMs: expiresAt }),
          (result) => this.#summarise(asAnswer(result)),
          {
            afterMs: invoked.timeoutSeconds * 1000,
            error: () => new TimeOut(timedOut(requestId, invoked.timeoutSeconds)),
            late: (outcome) => this.#noteLate(invoked, requestId, outcome),
          },
        ),
      );
    } catch (error) {
      if (error instanceof AwsError) throw error;
      const failure = error instanceof TimeOut ? error.failure : failureOf(error);
      return new Answer(failure.payload, failure);
    }
  }

  async #perform(
    { functionArn, handler }: RegisteredFunction,
    payload: string,
    { requestId, deadlineMs, log, clientContext }: Invocation,
  ): Promise<Answer> {
    try {
      const said = clientContext === undefined ? {} : { clientContext };
      const context = { awsRequestId: requestId, functionArn, deadlineMs, ...said };
      const answer = await handler(payload, log ? { ...context, ...this.#writing(log) } : context);
      if (Buffer.byteLength(answer) <= MAX_RESPONSE_BYTES) return new Answer(answer);
      const failure = responseTooLarge(MAX_RESPONSE_BYTES);
      return new Answer(failure.payload, failure);
    } catch (error) {
      const failure = failureOf(error);
      return new Answer(failure.payload, failure);
    }
  }

  #writing(log: LogTail): Pick<FunctionContext, "log" | "writesTo"> {
    return {
      log: (line) => log.add(line, this.#deps.clock.now()),
      writesTo: (logStreamName) => {
        log.logStreamName = logStreamName;
      },
    };
  }

  #summarise({ payload, failure }: Answer): Outcome {
    const response = this.#deps.network.trace.keep(Buffer.from(payload));
    return failure
      ? { outcome: failure.errorType, error: failure.errorMessage, response }
      : { outcome: "ok", response };
  }

  #noteLate(invoked: RegisteredFunction, requestId: string, outcome: PromiseSettledResult<unknown>): void {
    const answer = outcome.status === "fulfilled" ? asAnswer(outcome.value) : undefined;
    this.#deps.network.trace.record({
      kind: "note",
      source: "lambda",
      message: `${invoked.functionName} ended after its time-out; its result reaches nobody`,
      detail: {
        requestId,
        outcome: answer
          ? (answer.failure?.errorType ?? "ok")
          : failureOf((outcome as PromiseRejectedResult).reason).errorType,
      },
    });
  }
}

function asAnswer(result: unknown): Answer {
  if (result instanceof Answer) return result;
  return new Answer(typeof result === "string" ? result : JSON.stringify(result));
}
