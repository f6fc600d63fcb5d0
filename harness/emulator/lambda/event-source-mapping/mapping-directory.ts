import type { RoomDependencies } from "../../room.ts";
import type { Queue, Sqs } from "../../sqs/index.ts";
import { invalidParameterValue, mappingNotFound, notEmulated, resourceConflict } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import type { FoundFunction, FunctionDirectory } from "../functions/function-directory.ts";
import type { RegisteredFunction } from "../functions/lambda-function.ts";
import { MAX_POLLED_MESSAGES } from "../limits.ts";
import type { EventSourceMapping } from "./mapping.ts";
import { type CreateMappingInput, mappingSettings, parseCreateInput, parseUpdateInput } from "./mapping-input.ts";
import { messageFilter } from "./message-filter.ts";
import { Poller, type PollerParts } from "./poller.ts";

interface Entry {
  readonly mapping: EventSourceMapping;
  readonly queue: Queue;
  readonly poller: Poller;
}

/** The event-source mappings of one account and region, each with its poller. */
export class MappingDirectory {
  readonly #deps: RoomDependencies;
  readonly #sqs: Sqs;
  readonly #functions: FunctionDirectory;
  readonly #invoke: PollerParts["invoke"];
  readonly #entries = new Map<string, Entry>();

  constructor(deps: RoomDependencies, sqs: Sqs, functions: FunctionDirectory, invoke: PollerParts["invoke"]) {
    this.#deps = deps;
    this.#sqs = sqs;
    this.#functions = functions;
    this.#invoke = invoke;
  }

  create(input: CreateMappingInput): EventSourceMapping {
    const parsed = parseCreateInput(input);
    const { EventSourceArn: eventSourceArn = "" } = parsed;
    checkSource(eventSourceArn, parsed.StartingPosition ?? parsed.StartingPositionTimestamp);
    const { found: invoked, arn: functionArn } = this.#function(parsed.FunctionName);
    const queue = this.#queue(eventSourceArn);
    this.#refuseDuplicate(eventSourceArn, functionArn, invoked.functionName);
    checkVisibility(queue, invoked);
    const settings = mappingSettings(parsed);
    checkSettings(queue, settings);
    const mapping: EventSourceMapping = {
      uuid: this.#deps.random.stream("lambda/event-source-mapping").uuid(),
      eventSourceArn,
      functionName: invoked.functionName,
      functionArn,
      tags: parsed.Tags ?? {},
      ...settings,
      modifiedAt: this.#deps.clock.now(),
    };
    this.#begin(mapping, queue);
    return mapping;
  }

  /** Goes on with a mapping of before a restart; without its queue there is none. */
  restore(mapping: EventSourceMapping): void {
    const queue = this.#sqs.queueByArn(mapping.eventSourceArn);
    if (queue) this.#begin(mapping, queue);
  }

  #begin(mapping: EventSourceMapping, queue: Queue): void {
    const poller = new Poller({ deps: this.#deps, sqs: this.#sqs, queue, mapping, invoke: this.#invoke });
    this.#entries.set(mapping.uuid, { mapping, queue, poller });
  }

  update(uuid: string, input: unknown): EventSourceMapping {
    const { mapping, queue, poller } = this.#entry(uuid);
    const parsed = parseUpdateInput(input);
    const { found: invoked, arn: functionArn } = this.#functions.lookUp(parsed.FunctionName ?? mapping.functionArn);
    checkVisibility(queue, invoked);
    const settings = mappingSettings(parsed, mapping);
    checkSettings(queue, settings);
    Object.assign(mapping, settings, {
      functionName: invoked.functionName,
      functionArn,
      modifiedAt: this.#deps.clock.now(),
    });
    poller.look();
    return mapping;
  }

  delete(uuid: string): EventSourceMapping {
    const { mapping, poller } = this.#entry(uuid);
    poller.stop();
    this.#entries.delete(uuid);
    return mapping;
  }

  get(uuid: string): EventSourceMapping {
    return this.#entry(uuid).mapping;
  }

  all(): EventSourceMapping[] {
    return [...this.#entries.values()].map(({ mapping }) => mapping);
  }

  #entry(uuid: string): Entry {
    const entry = this.#entries.get(uuid);
    if (!entry) throw mappingNotFound();
    return entry;
  }

  /** A function that is not there is no parameter of a new mapping's (words: memory of AWS's answers, not verified). */
  #function(reference: string): FoundFunction {
    if (this.#functions.has(parseFunctionName(reference).name)) return this.#functions.lookUp(reference);
    throw invalidParameterValue("Function does not exist");
  }

  #queue(arn: string): Queue {
    const queue = this.#sqs.queueByArn(arn);
    if (queue) return queue;
    throw invalidParameterValue(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. " +
        "SQS Error Message: The specified queue does not exist.",
    );
  }

  #refuseDuplicate(eventSourceArn: string, functionArn: string, functionName: string): void {
    const same = this.all().find(
      (mapping) => mapping.eventSourceArn === eventSourceArn && mapping.functionArn === functionArn,
    );
    if (!same) return;
    throw resourceConflict(
      `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${functionName} ") ` +
        `already exists. Please update or delete the existing mapping with UUID ${same.uuid}`,
    );
  }
}

/** What AWS can read from, of which queues are read here. */
const SOURCES = ["dynamodb", "kafka", "kinesis", "mq", "rds", "sqs"];

/** Throws InvalidParameterValueException, in words that are memory of AWS's answers. */
function checkSource(eventSourceArn: string, startingPosition: unknown): void {
  const service = eventSourceArn.split(":")[2] ?? "";
  if (!SOURCES.includes(service)) throw invalidParameterValue("Unrecognized event source.");
  if (service !== "sqs") throw notEmulated(`An event source mapping from ${eventSourceArn}`);
  if (startingPosition !== undefined) {
    throw invalidParameterValue("StartingPosition is not valid for SQS event sources.");
  }
}

/** Patterns that can be read, and batches that a FIFO queue can give. Throws InvalidParameterValueException. */
function checkSettings(
  queue: Queue,
  { filters, batchSize, batchingWindowSeconds }: ReturnType<typeof mappingSettings>,
): void {
  messageFilter(filters, queue.arn);
  if (!queue.settings.fifo) return;
  if (batchSize > MAX_POLLED_MESSAGES) {
    throw invalidParameterValue(`Batch size of a mapping from a FIFO queue is at most ${MAX_POLLED_MESSAGES}.`);
  }
  if (batchingWindowSeconds > 0) throw invalidParameterValue("Batching window is not supported for FIFO queues");
}

function checkVisibility(queue: Queue, invoked: RegisteredFunction): void {
  const { visibilityTimeoutSeconds } = queue.settings;
  if (visibilityTimeoutSeconds >= invoked.timeoutSeconds) return;
  throw invalidParameterValue(
    `Queue visibility timeout: ${visibilityTimeoutSeconds} seconds is less than ` +
      `Function timeout: ${invoked.timeoutSeconds} seconds`,
  );
}
