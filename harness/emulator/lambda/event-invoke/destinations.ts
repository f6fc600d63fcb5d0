import type { HttpRequest } from "../../../network/http.ts";
import type { RoomDependencies } from "../../room.ts";
import type { Sqs } from "../../sqs/index.ts";
import type { FunctionDirectory } from "../functions/function-directory.ts";
import type { RegisteredFunction } from "../functions/lambda-function.ts";
import type { SendAs } from "../processes/process-function.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";
import { type EndedInvocation, invocationRecord } from "./invocation-record.ts";
import { type MessageAttributes, publishRequest, putEventRequest } from "./telling-requests.ts";

/** Passes an event on to another function. */
export type InvokeAsynchronously = (invoked: RegisteredFunction, arn: string, payload: string) => void;

/** Where asynchronous invocations leave word of how they have ended: queues, topics, buses and functions. */
export class Destinations {
  readonly #deps: RoomDependencies;
  readonly #sqs: Sqs;
  readonly #functions: FunctionDirectory;
  readonly #sendAs: SendAs;

  constructor(deps: RoomDependencies, sqs: Sqs, functions: FunctionDirectory, sendAs: SendAs) {
    this.#sendAs = sendAs;
    this.#deps = deps;
    this.#sqs = sqs;
    this.#functions = functions;
  }

  /** Tells the destination of the condition, and after a failure the dead-letter queue as well. */
  async tell(
    ended: EndedInvocation,
    config: EventInvokeConfig | undefined,
    deadLetterArn: string | undefined,
    invoke: InvokeAsynchronously,
  ): Promise<void> {
    const failed = ended.condition !== "Success";
    const arn = failed ? config?.onFailure : config?.onSuccess;
    if (arn !== undefined) {
      const record = invocationRecord(ended, this.#deps.clock.now());
      const text = JSON.stringify(record);
      const service = serviceOf(arn);
      if (service === "sqs" || service === "sns") await this.#message(arn, text, {}, ended.role);
      else if (service === "events") {
        const { functionArn } = record.requestContext;
        await this.#ask(arn, putEventRequest(arn, functionArn, text, failed), ended.role);
      } else this.#pass(arn, text, invoke);
    }
    if (failed && deadLetterArn !== undefined) {
      await this.#message(deadLetterArn, ended.payload, deadLetterAttributes(ended), ended.role);
    }
  }

  /** To a queue or a topic. */
  #message(arn: string, body: string, attributes: MessageAttributes, role: string): Promise<void> {
    return serviceOf(arn) === "sns"
      ? this.#ask(arn, publishRequest(arn, body, attributes), role)
      : this.#send(arn, body, attributes);
  }

  /** As the function's role may. */
  async #ask(arn: string, http: HttpRequest, role: string): Promise<void> {
    try {
      const { status } = await this.#sendAs("lambda", role, http);
      if (status >= 400) this.#note(`the destination ${arn} refuses: ${status}`);
    } catch {
      // Recorded by the network.
    }
  }

  async #send(arn: string, body: string, attributes: MessageAttributes): Promise<void> {
    const { network, clock } = this.#deps;
    const queue = this.#sqs.queueByArn(arn);
    if (!queue) return this.#note(`the destination ${arn} is not there`);
    const messageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, [DataType, StringValue]]) => [name, { DataType, StringValue }]),
    );
    const request = network.trace.keep(Buffer.from(body));
    try {
      await network.operation(
        { source: "lambda", target: "sqs", operation: "SendMessage", resource: queue.name, request },
        () =>
          void this.#sqs.sendMessage(queue, { body, attributes: messageAttributes, senderId: "lambda" }, clock.now()),
      );
    } catch {
      // Recorded by the network.
    }
  }

  #pass(arn: string, record: string, invoke: InvokeAsynchronously): void {
    try {
      const { found, arn: invokedArn } = this.#functions.findToInvoke(arn);
      invoke(found, invokedArn, record);
    } catch {
      this.#note(`the destination ${arn} is not there`);
    }
  }

  #note(message: string): void {
    this.#deps.network.trace.record({ kind: "note", source: "lambda", message });
  }
}

const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
function deadLetterAttributes({ requestId, result, condition }: EndedInvocation): MessageAttributes {
  return {
    RequestID: ["String", requestId],
    ErrorCode: ["Number", result ? "200" : "429"],
    ErrorMessage: ["String", result ? messageOf(result.payload) : condition],
  };
}

function messageOf(payload: string): string {
  const told = /"errorMessage"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(payload)?.[1];
  return (told === undefined ? "" : String(JSON.parse(told))) || "Unhandled";
}
