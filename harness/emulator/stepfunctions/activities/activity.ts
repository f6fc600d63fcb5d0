/** Work that a Task state has put out for a worker. */
export interface ActivityTask {
  readonly token: string;
  /** JSON text. */
  readonly input: string;
  /** A worker takes it; false when the execution has gone on without it. */
  start(workerName: string | undefined): boolean;
}

/** One activity: tasks wait in it for workers, and workers for tasks. */
export class Activity {
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly #tasks = new Set<ActivityTask>();
  readonly #workers = new Set<() => void>();

  constructor(arn: string, name: string, createdAt: number) {
    this.arn = arn;
    this.name = name;
    this.createdAt = createdAt;
  }

  /** The returned function takes the task back if no worker has it. */
  schedule(task: ActivityTask): () => void {
    this.#tasks.add(task);
    for (const wake of this.#workers) wake();
    return () => this.#tasks.delete(task);
  }

  /** Gives the oldest task to a worker. */
  take(workerName: string | undefined): ActivityTask | undefined {
    for (const task of this.#tasks) {
      this.#tasks.delete(task);
      if (task.start(workerName)) return task;
    }
    return undefined;
  }

  /** Calls back when a task comes; the returned function withdraws. */
  watch(wake: () => void): () => void {
    this.#workers.add(wake);
    return () => this.#workers.delete(wake);
  }
}
