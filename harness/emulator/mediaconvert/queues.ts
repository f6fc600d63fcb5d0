import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";
import type { Job } from "./job.ts";
import { DEFAULT_CONCURRENT_JOBS } from "./limits.ts";

export interface Queue {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly concurrentJobs: number;
  readonly type: "SYSTEM" | "CUSTOM";
  readonly createdAt: number;
  /** By priority, then by age. */
  readonly waiting: Job[];
  progressing: number;
}

/** The on-demand queues of one account in one region. `Default` is always there. */
export class Queues {
  readonly #deps: RoomDependencies;
  readonly #queues = new Map<string, Queue>();

  constructor(deps: RoomDependencies) {
    this.#deps = deps;
    this.#add("Default", "SYSTEM", undefined, DEFAULT_CONCURRENT_JOBS);
  }

  /** @throws AwsError ConflictException when the name is taken. */
  create(name: string, options: { description?: string | undefined; concurrentJobs?: number | undefined }): Queue {
    if (this.#queues.has(name)) {
      throw new AwsError("ConflictException", `The queue ${name} already exists.`, { status: 409 });
    }
    return this.#add(name, "CUSTOM", options.description, options.concurrentJobs ?? DEFAULT_CONCURRENT_JOBS);
  }

  /** By ARN or by name. @throws AwsError NotFoundException. */
  find(nameOrArn: string): Queue {
    const found = this.#queues.get(nameOrArn) ?? this.all().find(({ arn }) => arn === nameOrArn);
    if (!found) throw new AwsError("NotFoundException", `The queue ${nameOrArn} does not exist.`, { status: 404 });
    return found;
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  #add(name: string, type: Queue["type"], description: string | undefined, concurrentJobs: number): Queue {
    const { accountId, region, clock } = this.#deps;
    const arn = `arn:aws:mediaconvert:${region}:${accountId}:queues/${name}`;
    const queue = { arn, name, type, description, concurrentJobs, createdAt: clock.now(), waiting: [], progressing: 0 };
    this.#queues.set(name, queue);
    return queue;
  }
}

/** As GetQueue answers it (https://docs.aws.amazon.com/mediaconvert/latest/apireference/queues.html). */
export function describeQueue(queue: Queue): Record<string, unknown> {
  return {
    Arn: queue.arn,
    ConcurrentJobs: queue.concurrentJobs,
    CreatedAt: Math.floor(queue.createdAt / 1000),
    ...(queue.description !== undefined && { Description: queue.description }),
    LastUpdated: Math.floor(queue.createdAt / 1000),
    Name: queue.name,
    PricingPlan: "ON_DEMAND",
    ProgressingJobsCount: queue.progressing,
    Status: "ACTIVE",
    SubmittedJobsCount: queue.waiting.length,
    Type: queue.type,
  };
}
