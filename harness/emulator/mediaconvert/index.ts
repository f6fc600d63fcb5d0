import type { FfmpegFound } from "../../support/ffmpeg/find-ffmpeg.ts";
import type { Happening } from "../events/event.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { toCamelCase } from "../gateway/member-case.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { createRestProtocol, type RestPerformance } from "../gateway/rest-json-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { describeJob, type Job } from "./job.ts";
import { readJobRequest } from "./job-request.ts";
import { JobStorage, type SendAs } from "./job-storage.ts";
import { Jobs } from "./jobs.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { cancelJob } from "./operations/cancel-job.ts";
import { createJob } from "./operations/create-job.ts";
import { createQueue } from "./operations/create-queue.ts";
import { describeEndpoints } from "./operations/describe-endpoints.ts";
import { getJob } from "./operations/get-job.ts";
import { getQueue } from "./operations/get-queue.ts";
import { listJobs } from "./operations/list-jobs.ts";
import { listQueues } from "./operations/list-queues.ts";
import { createProcessJob, type Transcoder } from "./process-job.ts";
import { Queues } from "./queues.ts";
import { type MediaConvertOperationName, ROUTES } from "./routes.ts";
import { stateTeller } from "./state-change.ts";
import { createTranscoder } from "./transcoder.ts";

/** The MediaConvert room: jobs are converted by ffmpeg, in the background and in modelled time. */
export interface MediaConvert extends Room {
  /** Step Functions' `mediaconvert:createJob`, recorded as a hop; members in PascalCase. Throws AwsError. */
  createJob(call: { readonly request: unknown; readonly source: string }): Promise<{ readonly response: unknown }>;
  /** The job as GetJob answers it (PascalCase), once it has ended. Throws AwsError NotFoundException. */
  jobEnded(jobId: string): Promise<{ readonly status: Job["status"]; readonly response: unknown }>;
  /** Cancels a job that nobody waits for any more; one that has ended stays as it is. */
  abandonJob(jobId: string): void;
}

export interface MediaConvertParts {
  /** How a job reaches its objects. */
  readonly sendAs: SendAs;
  /** Asked when the first job is made. */
  readonly findFfmpeg: () => FfmpegFound;
  /** May answer what was done before with the same bytes. */
  readonly memoise?: (<T>(work: string, input: Buffer, perform: () => Promise<T>) => Promise<T>) | undefined;
  /** Where conversions are kept between runs. */
  readonly cacheDirectory: string;
  readonly tellEvents?: ((happening: Happening) => void) | undefined;
}

export function createMediaConvert(deps: RoomDependencies, parts: MediaConvertParts): MediaConvert {
  const queues = new Queues(deps);
  const { memoise = (_work, _input, perform) => perform() } = parts;
  let found: Transcoder | undefined;

  /** Without ffmpeg no job is taken in. Throws AwsError NotImplemented with the sentence that says what to do. */
  function transcoder(): Transcoder {
    if (found) return found;
    const ffmpeg = parts.findFfmpeg();
    if ("missing" in ffmpeg) {
      throw new AwsError("NotImplemented", `MediaConvert converts with ffmpeg. ${ffmpeg.missing}.`, { status: 501 });
    }
    found = createTranscoder(ffmpeg.path, parts.cacheDirectory);
    return found;
  }

  const stateChanged = stateTeller(deps, parts.tellEvents);
  const process = createProcessJob(
    deps,
    new JobStorage(parts.sendAs),
    {
      open: (url, bytes) => memoise(`open ${url}`, bytes, () => transcoder().open(url, bytes)),
      convert: (input, output) => transcoder().convert(input, output),
    },
    stateChanged,
  );
  const jobs = new Jobs(deps, queues, process, stateChanged);
  const described = (job: Job): Record<string, unknown> => describeJob(job, deps.clock.now());
  const onTheWire = (job: Job): unknown => toCamelCase(described(job));
  const create = (given: unknown): Job => {
    const { request, settings } = readJobRequest(given);
    transcoder();
    return jobs.create(request, settings);
  };

  return {
    ...createRestProtocol({
      service: "mediaconvert",
      routes: ROUTES,
      operations: {
        CancelJob: cancelJob((id) => jobs.cancel(id)),
        CreateJob: createJob((request) => onTheWire(create(request))),
        CreateQueue: createQueue(queues),
        DescribeEndpoints: describeEndpoints(),
        GetJob: getJob((id) => onTheWire(jobs.find(id))),
        GetQueue: getQueue(queues),
        ListJobs: listJobs(() => jobs.all(), onTheWire),
        ListQueues: listQueues(queues),
      } satisfies Record<MediaConvertOperationName, RestPerformance>,
      notEmulated: operationsIn(NOT_EMULATED),
      errorBody: (error) => ({ message: error.message }),
    }),
    createJob: ({ request, source }) =>
      deps.network.operation({ source, target: "mediaconvert", operation: "CreateJob", resource: "job" }, () => ({
        response: { Job: described(create(request)) },
      })),
    async jobEnded(jobId) {
      const job = await jobs.ended(jobId);
      return { status: job.status, response: { Job: described(job) } };
    },
    abandonJob(jobId) {
      if (jobs.find(jobId).finishedAt === undefined) jobs.cancel(jobId);
    },
  };
}
