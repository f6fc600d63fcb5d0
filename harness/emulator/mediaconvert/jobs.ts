import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";
import { hasEnded, type Job } from "./job.ts";
import type { JobRequest } from "./job-request.ts";
import type { Queue, Queues } from "./queues.ts";

/** Does one job that its queue has room for, from PROGRESSING to its end; stops early when the job is cancelled. */
export type ProcessJob = (job: Job) => Promise<void>;

/** The jobs of one account in one region, in the order of their creation. */
export class Jobs {
  readonly #deps: RoomDependencies;
  readonly #queues: Queues;
  readonly #process: ProcessJob;
  readonly #jobs = new Map<string, Job>();
  readonly #waiting = new Map<string, (() => void)[]>();

  readonly #stateChanged: (job: Job) => void;

  /** `stateChanged` hears of jobs that have ended. */
  constructor(deps: RoomDependencies, queues: Queues, process: ProcessJob, stateChanged: (job: Job) => void) {
    this.#stateChanged = stateChanged;
    this.#deps = deps;
    this.#queues = queues;
    this.#process = process;
  }

  /**
   * Takes a job in; `settings` are the request's as the client wrote them. A request with the token of an earlier one is
   * that one.
   *
   * @throws AwsError NotFoundException for an unknown queue.
   */
  create(request: JobRequest, settings: unknown): Job {
    const token = request.ClientRequestToken;
    const same = token === undefined ? undefined : this.all().find((job) => job.request.ClientRequestToken === token);
    if (same) return same;
    const queue = this.#queues.find(request.Queue ?? "Default");
    const { accountId, region, random, clock } = this.#deps;
    const id = `${clock.now()}-${random.stream("mediaconvert/job-id").hex(6)}`;
    const job: Job = {
      id,
      arn: `arn:aws:mediaconvert:${region}:${accountId}:jobs/${id}`,
      queue: queue.arn,
      request,
      settings,
      status: "SUBMITTED",
      submittedAt: clock.now(),
    };
    this.#jobs.set(id, job);
    queue.waiting.push(job);
    queue.waiting.sort((a, b) => b.request.Priority - a.request.Priority);
    this.#startNext(queue);
    return job;
  }

  /** @throws AwsError NotFoundException. */
  find(id: string): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new AwsError("NotFoundException", `The job ${id} does not exist.`, { status: 404 });
    return job;
  }

  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  /** @throws AwsError NotFoundException; ConflictException when the job has ended. */
  cancel(id: string): void {
    const job = this.find(id);
    if (hasEnded(job)) {
      throw new AwsError("ConflictException", `The job ${id} has ended with status ${job.status}.`, { status: 409 });
    }
    const queue = this.#queues.find(job.queue);
    const place = queue.waiting.indexOf(job);
    if (place >= 0) queue.waiting.splice(place, 1);
    else this.#leave(queue);
    job.status = "CANCELED";
    job.finishedAt = this.#deps.clock.now();
    this.#tellEnd(job);
  }

  /** Resolves when the job has ended, however. */
  async ended(id: string): Promise<Job> {
    const job = this.find(id);
    if (!hasEnded(job)) {
      await new Promise<void>((resolve) => {
        this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
      });
    }
    return job;
  }

  #startNext(queue: Queue): void {
    while (queue.progressing < queue.concurrentJobs) {
      const job = queue.waiting.shift();
      if (!job) return;
      queue.progressing++;
      // A rejection is our own bug, or an ffmpeg that cannot be used; it must surface, so nothing handles it here.
      void this.#deps.clock.spawn(`MediaConvert job ${job.id}`, async () => {
        await this.#process(job);
        // A cancelled job has left its queue already.
        if (job.status === "CANCELED") return;
        this.#leave(queue);
        this.#tellEnd(job);
      });
    }
  }

  #leave(queue: Queue): void {
    queue.progressing--;
    this.#startNext(queue);
  }

  #tellEnd(job: Job): void {
    const { trace } = this.#deps.network;
    const message = `MediaConvert job ${job.id} ended: ${job.status}`;
    trace.record({ kind: "note", source: "mediaconvert", message, ...(job.error && { detail: { ...job.error } }) });
    this.#stateChanged(job);
    for (const resolve of this.#waiting.get(job.id) ?? []) resolve();
    this.#waiting.delete(job.id);
  }
}
