import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { type FfmpegFound, findFfmpeg } from "../../../support/ffmpeg/find-ffmpeg.ts";
import { createGateway } from "../../gateway/gateway.ts";
import { createS3 } from "../../s3/index.ts";
import { createMediaConvert } from "../index.ts";

export const EPOCH = Date.UTC(2025, 11, 3, 10);
export const ROLE_ARN = "arn:aws:iam::123456789012:role/video";

type Answer = readonly [status: number, body: Record<string, unknown>];

function emptyCache(): string {
  const folder = mkdtempSync(join(tmpdir(), "conversions-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A MediaConvert room with buckets `media` (the role `video` may use it) and `secret` (it may not), on a virtual clock. */
export function newRoom(options: { ffmpeg?: FfmpegFound; cacheDirectory?: string } = {}) {
  const clock = new VirtualClock({ name: "mediaconvert", epochMs: EPOCH });
  const random = new RandomStreams(1);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const faults = new FaultPlan();
  const network = new Network({ clock, trace, faults, latency: new LatencyModel("instant"), random });
  const deps = { clock, random, network, accountId: "123456789012", region: "us-east-1" };
  const s3 = createS3(deps);
  s3.createBucket("media");
  s3.createBucket("secret");
  const room = createMediaConvert(deps, {
    sendAs: (role, http) => gateway.sendAs("mediaconvert", role, http),
    findFfmpeg: () => options.ffmpeg ?? findFfmpeg(process.env),
    cacheDirectory: options.cacheDirectory ?? emptyCache(),
  });
  const policies = {
    video: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:aws:s3:::media/*"] }],
    anybody: [{ actions: ["s3:*"], resources: ["arn:aws:s3:::*"] }],
  };
  const gateway = createGateway({ ...deps, policies, credentials: [], rooms: [s3, room] });

  /** One request to the room as the gateway would pass it on, without signature or permissions. */
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const http = { method, path, headers: { host: "cloud.test:4566" }, body: Buffer.from(text) };
    const operation = room.identify(http);
    const principal = { role: "administrator", accessKeyId: "AKIDADMIN" };
    const response =
      "status" in operation
        ? operation
        : await room.handle({ http, operation, principal, requestId: "1", receivedAt: clock.now() });
    return [response.status, JSON.parse(response.body.toString("utf8")) as Record<string, unknown>];
  }

  return {
    clock,
    room,
    s3,
    trace,
    faults,
    call,
    async put(key: string, body: Buffer, bucket = "media"): Promise<void> {
      const headers = {
        host: "s3.amazonaws.com",
        "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
        "content-length": String(body.length),
      };
      const { status } = await gateway.sendAs("test", "anybody", {
        method: "PUT",
        path: `/${bucket}/${key}`,
        headers,
        body,
      });
      if (status !== 200) throw new Error(`${key} was not stored: ${status}`);
    },
    /** Makes a job, waits for its end, and gives it as GetJob does. */
    async convert(request: unknown): Promise<Record<string, unknown>> {
      const [status, body] = await call("POST", "/2017-08-29/jobs", request);
      if (status !== 201) throw new Error(`the job was refused: ${JSON.stringify(body)}`);
      const { id } = body.job as { id: string };
      await room.jobEnded(id);
      const [, answer] = await call("GET", `/2017-08-29/jobs/${id}`);
      return answer.job as Record<string, unknown>;
    },
  };
}

export interface RequestOptions {
  readonly input?: string;
  readonly destination?: string;
  readonly role?: string;
  readonly selector?: unknown;
  readonly video?: Record<string, unknown>;
  readonly h264?: Record<string, unknown>;
  readonly output?: Record<string, unknown>;
}

/** A request as the API spells it: one MP4 of 320 pixels width beside the input. */
export function jobRequest(options: RequestOptions = {}) {
  return {
    role: options.role ?? ROLE_ARN,
    settings: {
      inputs: [
        {
          fileInput: options.input ?? "s3://media/in/tour.mov",
          ...(options.selector ? { videoSelector: options.selector } : {}),
        },
      ],
      outputGroups: [
        {
          outputGroupSettings: {
            type: "FILE_GROUP_SETTINGS",
            fileGroupSettings: { destination: options.destination ?? "s3://media/out/" },
          },
          outputs: [mp4Output(options)],
        },
      ],
    },
  };
}

export function mp4Output({ video = { width: 320 }, h264 = {}, output = {} }: RequestOptions): Record<string, unknown> {
  return {
    containerSettings: { container: "MP4" },
    videoDescription: {
      ...video,
      codecSettings: { codec: "H_264", h264Settings: { rateControlMode: "QVBR", maxBitrate: 2_000_000, ...h264 } },
    },
    ...output,
  };
}
