import { EnvironmentError } from "../../support/environment-error.ts";
import type { RoomDependencies } from "../room.ts";
import type { ConversionInput, ConvertedOutput, OpenedInput } from "./conversion.ts";
import { hasEnded, type Job } from "./job.ts";
import { duplicatePath, JobFailure, transcoderFailed } from "./job-failure.ts";
import type { JobStorage } from "./job-storage.ts";
import type { ProcessJob } from "./jobs.ts";
import { runPatiently } from "./patient-work.ts";
import { outputUrl } from "./s3-location.ts";
import type { JobInput, Output } from "./settings/job-settings.ts";
import { PICK_UP_MS, PROBING_MS, transcodingMs } from "./timing.ts";

/** What converts for real. Throws JobFailure. */
export interface Transcoder {
  open(url: string, bytes: Buffer): Promise<OpenedInput>;
  convert(input: ConversionInput, output: Output): Promise<ConvertedOutput>;
}

interface Target {
  readonly group: number;
  readonly destination: string;
  readonly output: Output;
}

/**
 * One job from its queue to its end: the input is read as the job's role, probed, transcoded, and the outputs are written,
 * each at the modelled time at which AWS would have done it. ffmpeg works meanwhile; when it takes longer than the model,
 * the world waits.
 */
export function createProcessJob(
  deps: RoomDependencies,
  storage: JobStorage,
  transcoder: Transcoder,
  stateChanged: (job: Job) => void,
): ProcessJob {
  const { clock } = deps;

  async function work(job: Job): Promise<void> {
    await clock.sleep(PICK_UP_MS, `MediaConvert picks up job ${job.id}`);
    if (hasEnded(job)) return;
    job.status = "PROGRESSING";
    job.phase = "PROBING";
    job.startedAt = clock.now();
    stateChanged(job);
    const { Role: role, Settings: settings } = job.request;
    const [input] = settings.Inputs;
    if (!input) throw new Error("a job without input has passed the request's check");
    const targets = targetsOf(job);
    checkTargets(input, targets);
    const bytes = await storage.read(role, input.FileInput);
    const opened = await runPatiently(clock, `MediaConvert probes ${input.FileInput}`, PROBING_MS, () =>
      transcoder.open(input.FileInput, bytes),
    );
    if (hasEnded(job)) return;
    job.phase = "TRANSCODING";
    const outputs = targets.map(({ output }) => output);
    job.transcoding = { from: clock.now(), ms: transcodingMs(opened.durationMs, outputs) };
    const label = `MediaConvert transcodes ${input.FileInput}`;
    const converted = await runPatiently(clock, label, job.transcoding.ms, () =>
      inOrder(outputs, (output) => transcoder.convert({ bytes, settings: input, opened }, output)),
    );
    if (hasEnded(job)) return;
    job.phase = "UPLOADING";
    for (const [index, target] of targets.entries()) {
      await upload(role, input.FileInput, target, converted[index]?.files ?? []);
    }
    if (hasEnded(job)) return;
    job.outputs = settings.OutputGroups.map((_, group) =>
      converted.filter((_output, index) => targets[index]?.group === group).map(({ detail }) => detail),
    );
    end(job, "COMPLETE");
  }

  async function upload(role: string, inputUrl: string, target: Target, files: readonly Buffer[]): Promise<void> {
    const isFrames = target.output.VideoDescription.CodecSettings.Codec === "FRAME_CAPTURE";
    for (const [frame, file] of files.entries()) {
      const url = outputUrl(target.destination, inputUrl, target.output, isFrames ? frame : undefined);
      await storage.write(role, url, isFrames ? "image/jpeg" : "video/mp4", file);
    }
  }

  function end(job: Job, status: "COMPLETE" | "ERROR"): void {
    job.status = status;
    job.finishedAt = clock.now();
    delete job.phase;
  }

  return async (job) => {
    try {
      await work(job);
    } catch (error) {
      const failure = error instanceof EnvironmentError ? transcoderFailed(error.message) : error;
      if (!(failure instanceof JobFailure)) throw error;
      if (hasEnded(job)) return;
      job.error = { code: failure.code, message: failure.message };
      end(job, "ERROR");
    }
  };
}

function targetsOf({ request }: Job): readonly Target[] {
  return request.Settings.OutputGroups.flatMap(({ OutputGroupSettings, Outputs }, group) =>
    Outputs.map((output) => ({ group, destination: OutputGroupSettings.FileGroupSettings.Destination, output })),
  );
}

function checkTargets(input: JobInput, targets: readonly Target[]): void {
  for (const { destination, output } of targets) {
    if (outputUrl(destination, input.FileInput, output) === input.FileInput) throw duplicatePath(input.FileInput);
  }
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
