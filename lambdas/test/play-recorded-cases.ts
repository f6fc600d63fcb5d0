import { crc32 } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { encodeGoJson } from "../../system/go/json.ts";
import { System } from "../../system/revisions.ts";
import { loadLambda } from "../load.ts";
import { FunctionError, type LambdaDependencies, type LambdaLogRecord } from "../ports.ts";
import { Endpoint } from "./endpoint.ts";
import { comparable, expectedOutput, type RecordedCase, readRecordedCases } from "./recorded-cases.ts";

const { cases, objects } = readRecordedCases();
const endpoint = new Endpoint();
let s3: S3Client;
let sfn: SFNClient;

/** Tests of one Lambda: it answers, logs, calls and stores what the real one did. */
export function playRecordedCases(lambda: RecordedCase["lambda"]): void {
  beforeAll(async () => {
    await endpoint.listen();
    const sdk = {
      endpoint: `http://${endpoint.host}`,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
    s3 = new S3Client({ ...sdk, forcePathStyle: true });
    sfn = new SFNClient(sdk);
  });
  afterAll(async () => {
    s3.destroy();
    sfn.destroy();
    await endpoint.close();
  });

  const played = cases
    .filter((recorded) => recorded.lambda === lambda)
    .flatMap((recorded) => recorded.revisions.map((revision) => ({ ...recorded, revision })));

  test.each(played)("$revision $id answers as the real $lambda did", async ({ revision, ...recorded }) => {
    endpoint.prepare(recorded, objects);
    const logs: LambdaLogRecord[] = [];
    const create = await loadLambda(recorded.lambda);
    const handler = create(dependencies(new System(revision), recorded, logs));
    const output = await handler(recorded.input, { awsRequestId: "r", functionArn: "arn", deadlineMs: 0 }).catch(
      errorText,
    );

    expect(comparable(output)).toBe(expectedOutput(recorded, endpoint.host));
    expect(logs.map(({ level, message }) => [level, message])).toEqual(recorded.logs);
    expect(endpoint.callbacks).toEqual(recorded.callbacks);
    if (recorded.objectsAfter) expect(await pictures(recorded)).toEqual(recorded.objectsAfter);
    if (recorded.zip) expect(await zipEntries(recorded.zip.key)).toEqual(recorded.zip.entries);
  });
}

function dependencies(system: System, recorded: RecordedCase, logs: LambdaLogRecord[]): LambdaDependencies {
  const callbackUrl = `http://${endpoint.host}/api/v2/listings/media/callback`;
  const given = Object.entries(recorded.env).map(([name, value]) => [
    name,
    value.replace("127.0.0.1:{{callbackPort}}", endpoint.host),
  ]);
  return {
    system,
    environment: {
      STATE_MACHINE_ARN: "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-processing-sm-staging",
      CALLBACK_URL: callbackUrl,
      CALLBACK_SECRET: "golden-test-secret",
      ...Object.fromEntries(given),
    },
    s3: () => s3,
    sfn: () => sfn,
    now: () => 0,
    random: () => 0,
    log: (record) => logs.push(record),
    compute: (_label, _modelledMs, work) => work(),
    // The time is up as soon as the endpoint has received a request that it never answers.
    timer: (_label, ms, callback) => {
      expect(ms).toBe(10_000);
      endpoint.onSilence = callback;
      return { cancel: () => {} };
    },
  };
}

function errorText(error: unknown): string {
  if (!(error instanceof FunctionError)) throw error;
  return encodeGoJson({ errorMessage: error.message, errorType: error.errorType });
}

async function pictures(recorded: RecordedCase): Promise<unknown> {
  const given = new Set(recorded.objects.map(({ key }) => key));
  const made = [...endpoint.stored].filter(([key]) => !given.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    made.map(async ([key, { bytes, contentType }]) => {
      const { width, height, exif } = await sharp(bytes).metadata();
      expect(exif).toBeUndefined();
      return { key, contentType, size: [width, height] };
    }),
  );
}

async function zipEntries(key: string): Promise<unknown> {
  const archive = await fromBufferPromise(endpoint.stored.get(key)?.bytes ?? Buffer.alloc(0), { decodeStrings: true });
  const entries: unknown[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    expect(crc32(content)).toBe(entry.crc32);
    expect(entry).toMatchObject({
      versionMadeBy: 20,
      externalFileAttributes: 0,
      lastModFileDate: 0,
      lastModFileTime: 0,
    });
    entries.push([entry.fileName, content.length, entry.crc32, entry.generalPurposeBitFlag]);
  }
  return entries;
}
