import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { S3Client } from "@aws-sdk/client-s3";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { System } from "../../system/revisions.ts";
import { loadLambda } from "../load.ts";
import type { LambdaLogRecord } from "../ports.ts";
import { Endpoint } from "./endpoint.ts";

const pair = z.tuple([z.number(), z.number()]);
const colour = z.tuple([z.number(), z.number(), z.number()]);
const recordings = z.object({
  objects: z.record(z.string(), z.string()),
  cases: z.array(
    z.object({
      id: z.string(),
      input: z.string(),
      env: z.record(z.string(), z.string()),
      objects: z.array(z.object({ key: z.string(), bytes: z.string() })),
      /** What ffmpeg itself said is `...`. */
      output: z.string(),
      logs: z.array(z.tuple([z.string(), z.string()])),
      /** Without a size the object is empty. The grid has the mean colours of 8 × 8 parts. */
      objectsAfter: z.array(
        z.object({ key: z.string(), contentType: z.string(), size: pair.nullable(), grid: z.array(colour).nullable() }),
      ),
    }),
  ),
});

/** All recorded invocations of the real video_thumbnails Lambda, at the current revision. */
const { cases, objects } = recordings.parse(
  JSON.parse(readFileSync(new URL("./fixtures/recorded-videos.json", import.meta.url), "utf8")),
);
const bytes = new Map(Object.entries(objects).map(([name, base64]) => [name, Buffer.from(base64, "base64")]));

/** Without a configured path the Lambda takes ffmpeg from PATH. */
const FFMPEG = process.env.FFMPEG_PATH || "ffmpeg";
const withFfmpeg = test.skipIf(spawnSync(FFMPEG, ["-version"]).status !== 0);
/** The replay of the recordings allows as much. */
const TOLERANCE = 6;

const endpoint = new Endpoint();
let s3: S3Client;
beforeAll(async () => {
  await endpoint.listen();
  s3 = new S3Client({
    endpoint: `http://${endpoint.host}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  });
});
afterAll(async () => {
  s3.destroy();
  await endpoint.close();
});

withFfmpeg.each(cases)("$id answers as the real video_thumbnails did", async (recorded) => {
  const { output } = recorded;
  const logs: LambdaLogRecord[] = [];
  const answer = await invoke(new System("current"), recorded, logs);
  // Byte for byte, but for what ffmpeg itself says.
  expect(answer.replace(/\| output: .*?"\}/gs, '| output: ..."}')).toBe(output);
  expect(logs.map(({ level, message }) => [level, message])).toEqual(recorded.logs);
  const made = [...endpoint.stored].filter(([key]) => !recorded.objects.some((object) => object.key === key));
  expect(made.map(([key, { contentType }]) => ({ key, contentType }))).toEqual(
    recorded.objectsAfter.map(({ key, contentType }) => ({ key, contentType })),
  );
  for (const { key, size, grid } of recorded.objectsAfter) {
    const jpeg = endpoint.stored.get(key)?.bytes ?? Buffer.alloc(0);
    if (!size || !grid) expect([key, jpeg.length]).toEqual([key, 0]);
    else await expectPicture(jpeg, size, grid);
  }
});

withFfmpeg("what ffmpeg says is the same in every run: no folders, no addresses", async () => {
  const corrupt = cases.find(({ id }) => id === "videothumb-corrupt");
  if (!corrupt) throw new Error("the recordings have a corrupt video");
  const first = await invoke(new System("current"), corrupt);
  expect(first).toContain("input.mp4: Invalid data found when processing input");
  expect(await invoke(new System("current"), corrupt)).toBe(first);
});

async function invoke(system: System, recorded: (typeof cases)[number], logs: LambdaLogRecord[] = []): Promise<string> {
  endpoint.prepare({ ...recorded, ...UNUSED }, bytes);
  const create = await loadLambda("video_thumbnails");
  const handler = create({
    system,
    environment: { FFMPEG_PATH: process.env.FFMPEG_PATH, ...recorded.env },
    s3: () => s3,
    sfn: () => {
      throw new Error("this Lambda starts no executions");
    },
    now: () => 0,
    random: () => 0,
    log: (record) => logs.push(record),
    compute: (_label, _modelledMs, work) => work(),
  });
  return handler(recorded.input, { awsRequestId: "r", functionArn: "arn", deadlineMs: 0 });
}

/** What the endpoint plays for other Lambdas. */
const UNUSED = {
  revisions: [],
  lambda: "thumbnails" as const,
  kind: "response" as const,
  faults: [],
  callbacks: [],
  objectsAfter: [],
};

async function expectPicture(jpeg: Buffer, size: [number, number], grid: readonly number[][]): Promise<void> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual(size);
  for (const [index, expected] of grid.entries()) {
    const found = meanColour(data, info, index % 8, Math.floor(index / 8));
    for (const [channel, value] of found.entries()) {
      expect(Math.abs(value - (expected[channel] ?? 0))).toBeLessThanOrEqual(TOLERANCE);
    }
  }
}

/** Mean of one of 8 × 8 parts; pixels on an edge count for the part of them that lies inside. */
function meanColour(
  data: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
  column: number,
  row: number,
): number[] {
  const sums = [0, 0, 0];
  let area = 0;
  for (const [y, down] of covered(height, row)) {
    for (const [x, across] of covered(width, column)) {
      area += down * across;
      for (let channel = 0; channel < 3; channel++) {
        const value = data[(y * width + x) * channels + channel] ?? 0;
        sums[channel] = (sums[channel] ?? 0) + value * down * across;
      }
    }
  }
  return sums.map((sum) => sum / area);
}

/** Pixels of a side that lie in an eighth of it, each with how much of it does. */
function covered(length: number, part: number): [pixel: number, share: number][] {
  const [from, until] = [(length * part) / 8, (length * (part + 1)) / 8];
  const pixels = Array.from({ length: Math.ceil(until) - Math.floor(from) }, (_, index) => Math.floor(from) + index);
  return pixels.map((pixel) => [pixel, Math.min(pixel + 1, until) - Math.max(pixel, from)]);
}
