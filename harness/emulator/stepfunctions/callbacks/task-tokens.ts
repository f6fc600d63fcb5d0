import type { RandomStream } from "../../../clock/random-streams.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { PendingTask } from "./pending-task.ts";

/** A token names its number, so that those of tasks that have ended are told from those that never were. */
const TOKEN = /^task-(\d{1,15})-[0-9a-f]{32}$/;

/** All tokens of one room. Only tasks that wait are kept. */
export class TaskTokens {
  readonly #pending = new Map<string, PendingTask>();
  readonly #stream: RandomStream;
  /** How many there have ever been: their numbers are not used again. */
  issued = 0;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  open(): PendingTask {
    this.issued++;
    const token = Buffer.from(`task-${this.issued}-${this.#stream.hex(32)}`).toString("base64");
    return this.reopen(token);
  }

  /** A task that waited before a restart waits again. */
  reopen(token: string): PendingTask {
    const task = new PendingTask(token);
    this.#pending.set(token, task);
    return task;
  }

  /** The task has ended: from now on its token is one of a task that does not exist any more. */
  close(task: PendingTask): void {
    this.#pending.delete(task.token);
  }

  /** Throws InvalidToken, TaskDoesNotExist or TaskTimedOut (wording of the last one quoted by users). */
  find(token: string): PendingTask {
    const task = this.#pending.get(token);
    if (task) return task;
    const number = TOKEN.exec(Buffer.from(token, "base64").toString("latin1"))?.[1];
    if (number === undefined) throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
    if (Number(number) > this.issued) {
      throw new AwsError("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");
    }
    throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  }
}
