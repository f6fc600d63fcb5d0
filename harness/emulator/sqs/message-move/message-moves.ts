import type { RoomDependencies } from "../../room.ts";
import { invalidParameterValue, resourceNotFound, unsupportedOperation } from "../errors.ts";
import type { StoredMessage } from "../message.ts";
import type { Queue } from "../queue.ts";
import type { QueueDirectory } from "../queue-directory.ts";
import { isMoveTaskHandle, type MoveTask, type MoveTasks, moveTaskHandle } from "./move-task.ts";

/** The tasks that move messages out of dead-letter queues, in the order started. */
export class MessageMoves {
  readonly #deps: RoomDependencies;
  readonly #queues: QueueDirectory;
  readonly #tasks: MoveTasks;

  constructor(deps: RoomDependencies, queues: QueueDirectory, tasks: MoveTasks) {
    this.#deps = deps;
    this.#queues = queues;
    this.#tasks = tasks;
  }

  /** Goes on with the tasks that were under way before a restart. */
  resume(): void {
    for (const task of this.#tasks.all) {
      const source = this.#queues.byArn(task.sourceArn);
      if (task.status === "CANCELLING") this.#end(task, "CANCELLED");
      else if (task.status === "RUNNING" && source) this.#spawn(task, source);
      else if (task.status === "RUNNING") this.#end(task, "FAILED", "QueueDoesNotExist");
    }
  }

  /** Throws UnsupportedOperation while another task of the same queue runs. */
  start(source: Queue, destination: Queue | undefined, messagesPerSecond: number | undefined): MoveTask {
    if (this.of(source.arn).some(({ status }) => status === "RUNNING" || status === "CANCELLING")) {
      throw unsupportedOperation(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );
    }
    const { clock, random } = this.#deps;
    const now = clock.now();
    const task: MoveTask = {
      handle: moveTaskHandle(random.stream("sqs/move-task").uuid(), source.arn),
      sourceArn: source.arn,
      destinationArn: destination?.arn,
      messagesPerSecond,
      startedAt: now,
      toMove: source.visibleCount(now),
      moved: 0,
      status: "RUNNING",
      failureReason: undefined,
    };
    this.#tasks.all.push(task);
    this.#tasks.changed?.(task);
    this.#spawn(task, source);
    return task;
  }

  #spawn(task: MoveTask, source: Queue): void {
    this.#deps.clock.spawn(`${source.name}: move messages`, () => this.#run(task, source));
  }

  #end(task: MoveTask, status: MoveTask["status"], failureReason?: string): void {
    task.status = status;
    task.failureReason = failureReason;
    this.#tasks.changed?.(task);
  }

  /** What was moved until now. Throws InvalidParameterValue, ResourceNotFoundException, UnsupportedOperation. */
  cancel(handle: string): number {
    if (!isMoveTaskHandle(handle)) throw invalidParameterValue("Value for parameter TaskHandle is invalid.");
    const task = this.#tasks.all.find((candidate) => candidate.handle === handle);
    if (!task) throw resourceNotFound("Task does not exist.");
    if (task.status !== "RUNNING") {
      throw unsupportedOperation("Only active tasks can be cancelled.");
    }
    task.status = "CANCELLING";
    this.#tasks.changed?.(task);
    return task.moved;
  }

  /** The tasks of a source queue, the youngest first. */
  of(sourceArn: string): readonly MoveTask[] {
    return this.#tasks.all.filter((task) => task.sourceArn === sourceArn).reverse();
  }

  async #run(task: MoveTask, source: Queue): Promise<void> {
    const { clock } = this.#deps;
    const pauseMs = task.messagesPerSecond === undefined ? 0 : 1000 / task.messagesPerSecond;
    while (task.status === "RUNNING") {
      await clock.sleep(pauseMs, `${source.name}: next message to move`);
      if (task.status !== "RUNNING") break;
      const next = source.firstVisible(clock.now());
      if (!next) {
        return this.#end(task, "COMPLETED");
      }
      const destination = this.#queues.byArn(task.destinationArn ?? next.deadLetterSourceArn ?? "");
      if (!destination) {
        const isUnknown = next.deadLetterSourceArn === undefined;
        return this.#end(task, "FAILED", isUnknown ? "CouldNotDetermineMessageSource" : "QueueDoesNotExist");
      }
      this.#move(next, source, destination);
      task.moved++;
      this.#tasks.changed?.(task);
    }
    this.#end(task, "CANCELLED");
  }

  #move(message: StoredMessage, source: Queue, destination: Queue): void {
    const { clock, network, random } = this.#deps;
    const now = clock.now();
    source.takeOut(message);
    const messageId = random.stream("sqs/message-id").uuid();
    destination.acceptMoved(message, { now, messageId });
    network.trace.record({
      kind: "note",
      source: "sqs",
      message: `message moved from ${source.name} to ${destination.name}`,
      detail: { messageId: message.messageId, newMessageId: messageId },
    });
  }
}
