import { z } from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import type { RoomDependencies } from "../room.ts";

const settings = z.looseObject({
  Inputs: z.array(z.unknown()).min(1),
  OutputGroups: z.array(z.unknown()).min(1),
});

/** Members in PascalCase, as Step Functions spells them; the wire has lower camel case. */
const createJobRequest = z.looseObject({ Role: z.string().min(1), Settings: settings, Queue: z.string().optional() });

export interface Job {
  readonly id: string;
  readonly arn: string;
  readonly role: string;
  readonly settings: unknown;
  readonly queue: string;
  readonly status: "SUBMITTED";
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** The jobs of one account in one region. Nothing is converted: a job stays SUBMITTED (README). */
export class Jobs {
  readonly #deps: RoomDependencies;
  readonly #jobs: Job[] = [];

  constructor(deps: RoomDependencies) {
    this.#deps = deps;
  }

  /** @throws AwsError BadRequestException when Role, Settings.Inputs or Settings.OutputGroups is missing. */
  create(request: unknown): Job {
    const parsed = createJobRequest.safeParse(request);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AwsError("BadRequestException", `/${issue?.path.join("/")}: ${issue?.message}`);
    }
    const { accountId, region, random, clock } = this.#deps;
    const stream = random.stream("mediaconvert/job-id");
    const id = `${clock.now()}-${stream.hex(6)}`;
    const place = `arn:aws:mediaconvert:${region}:${accountId}`;
    const { Role, Settings, Queue = `${place}:queues/Default` } = parsed.data;
    const job: Job = {
      id,
      arn: `${place}:jobs/${id}`,
      role: Role,
      settings: Settings,
      queue: Queue,
      status: "SUBMITTED",
      createdAt: clock.now(),
    };
    this.#jobs.push(job);
    return job;
  }

  /** @throws AwsError NotFoundException. */
  find(id: string): Job {
    const job = this.#jobs.find((candidate) => candidate.id === id);
    if (!job) throw new AwsError("NotFoundException", `The job ${id} does not exist.`, { status: 404 });
    return job;
  }

  all(): readonly Job[] {
    return this.#jobs;
  }
}

/** A job as Step Functions' SDK integration answers it. */
export function describeJob(job: Job): Record<string, unknown> {
  return {
    Arn: job.arn,
    CreatedAt: Math.floor(job.createdAt / 1000),
    Id: job.id,
    Queue: job.queue,
    Role: job.role,
    Settings: job.settings,
    Status: job.status,
  };
}
