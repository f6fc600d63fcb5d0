import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { type RevisionName, System } from "../../system/revisions.ts";
import { type LAMBDA_NAMES, loadLambda } from "../load.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";

interface Line {
  readonly text: string;
  readonly fields: readonly (readonly [string, unknown])[];
}

interface Invoked {
  readonly output: string;
  readonly lines: readonly Line[];
}

/** A cloud in which nothing is found and nothing can be started. */
const refusing = {
  send: () => {
    throw Object.assign(new Error("gone"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
  },
};

async function invoke(
  name: (typeof LAMBDA_NAMES)[number],
  input: unknown,
  options: { revision?: RevisionName; environment?: Record<string, string> } = {},
): Promise<Invoked> {
  const lines: Line[] = [];
  const deps: LambdaDependencies = {
    system: new System(options.revision ?? "current"),
    environment: options.environment ?? {},
    s3: () => refusing as unknown as S3Client,
    sfn: () => refusing as unknown as SFNClient,
    now: () => 0,
    random: () => 0,
    log: ({ level, message, fields }) => lines.push({ text: `${level} ${message}`, fields }),
    compute: (_label, _modelledMs, work) => work(),
  };
  const handler = (await loadLambda(name))(deps);
  const output = await handler(JSON.stringify(input), { awsRequestId: "r", functionArn: "a", deadlineMs: 0 }).catch(
    (error: unknown) => {
      if (!(error instanceof FunctionError)) throw error;
      return `${error.errorType}: ${error.message}`;
    },
  );
  return { output, lines };
}

function fieldsOf({ lines }: Invoked, text: string): Line["fields"] | undefined {
  return lines.find((line) => line.text === text)?.fields;
}

const DENIED =
  "operation error S3: GetObject, https response error StatusCode: 403, RequestID: , HostID: , api error AccessDenied: gone";
const ids = { jobId: 7, listingIdentityId: 28 };
const photo = { key: "28/raw/a.jpg", type: "PHOTO" };
const video = { key: "28/raw/v.mp4", type: "VIDEO_VERTICAL" };

test("zip: what is wrong comes first, then the job, or the bucket and the key", async () => {
  expect(fieldsOf(await invoke("zip", { jobId: 7 }), "ERROR lambda.zip.invalid_payload")).toEqual([
    ["error", "listingIdentityId is required"],
    ["job_id", 7],
  ]);
  const unreadable = await invoke("zip", { ...ids, assets: [photo] });
  expect(fieldsOf(unreadable, "ERROR lambda.zip.create_zip_error")).toEqual([
    ["error", `failed to download 28/raw/a.jpg: failed to download from s3: ${DENIED}`],
    ["bucket", "toq-listing-medias"],
    ["destination", "28/processed/zip/listing-media.zip"],
  ]);
});

test("a payload of the wrong type is refused by the name of Go's type", async () => {
  for (const name of ["zip", "thumbnails", "video_thumbnails"] as const) {
    expect((await invoke(name, [])).output).toBe(
      "UnmarshalTypeError: json: cannot unmarshal array into Go value of type mediaprocessingmodel.StepFunctionPayload",
    );
    expect((await invoke(name, { jobId: "7" })).output).toBe(
      "UnmarshalTypeError: json: cannot unmarshal string into Go struct field StepFunctionPayload.jobId of type uint64",
    );
  }
});

test("thumbnails: all assets are counted, and what is skipped says why", async () => {
  const assets = [{ ...photo, error: "gone" }, video];
  const mixed = await invoke("thumbnails", { ...ids, assets });
  expect(fieldsOf(mixed, "INFO Thumbnails Lambda started")).toContainEqual(["assets_to_process", 2]);
  expect(fieldsOf(mixed, "WARN Skipping asset with previous error")).toEqual([
    ["key", photo.key],
    ["error", "gone"],
  ]);
  expect(fieldsOf(mixed, "INFO Skipping video asset for image thumbnails")).toEqual([
    ["key", video.key],
    ["type", video.type],
  ]);
  const split = await invoke("thumbnails", { ...ids, assets, imageAssets: [assets[0]] });
  expect(fieldsOf(split, "INFO Thumbnails Lambda started")).toContainEqual(["assets_to_process", 2]);
});

test("video_thumbnails: videos are counted and numbered", async () => {
  const made = await invoke("video_thumbnails", { ...ids, assets: [photo, { ...video, error: "gone" }] });
  expect(made.lines.map(({ fields }) => fields.filter(([name]) => !name.endsWith("_id")))).toEqual([
    [["assets_to_process", 1]],
    [
      ["index", 0],
      ["key", video.key],
      ["type", video.type],
    ],
    [
      ["key", video.key],
      ["error", "gone"],
    ],
    [
      ["generated_count", 0],
      ["error_count", 0],
    ],
  ]);
});

function queueEvent(body: string): unknown {
  return { Records: [{ messageId: "m", eventSource: "aws:sqs", body }] };
}

const DECLARATION =
  'struct { JobID uint64 "json:\\"jobId\\""; ListingIdentityID uint64 "json:\\"listingIdentityId\\""; Assets json.RawMessage "json:\\"assets\\""; Retry uint16 "json:\\"retry\\"" }';

test.each([
  ["[]", `json: cannot unmarshal array into Go value of type ${DECLARATION}`],
  ['{"jobId":"x"}', "json: cannot unmarshal string into Go struct field .jobId of type uint64"],
  ['{"retry":70000}', "json: cannot unmarshal number 70000 into Go struct field .retry of type uint16"],
])("validate: the body %s is shown with what is wrong with it", async (body, error) => {
  expect(fieldsOf(await invoke("validate", queueEvent(body)), "ERROR Failed to unmarshal SQS body structure")).toEqual([
    ["error", error],
    ["body", body],
  ]);
});

test("validate: assets that are neither objects nor keys are refused as objects are; keys alone are noticed", async () => {
  const numbers = await invoke("validate", queueEvent('{"jobId":7,"assets":[1]}'));
  expect(fieldsOf(numbers, "ERROR Failed to parse assets as struct or string")).toEqual([
    ["error", "json: cannot unmarshal number into Go value of type mediaprocessingmodel.JobAsset"],
  ]);
  const keys = await invoke("validate", queueEvent('{"jobId":7,"assets":["a","b"]}'));
  expect(fieldsOf(keys, "INFO Detected legacy string assets format")).toEqual([["count", 2]]);
  const reason = `failed to start execution: ${DENIED.replace("S3: GetObject", "SFN: StartExecution").replace(", HostID: ", "")}`;
  expect(fieldsOf(keys, "ERROR Failed to start Step Function")).toEqual([
    ["error", reason],
    ["job_id", 7],
  ]);
  expect(keys.output).toBe(`wrapError: ${reason}`);
});

test("validate: a video key without raw/ is called the asset's key", async () => {
  const made = await invoke("validate", { ...ids, assets: [{ key: "v.mp4", type: "VIDEO" }] });
  expect(fieldsOf(made, "WARN Could not derive video paths from asset key")).toEqual([
    ["job_id", 7],
    ["asset_key", "v.mp4"],
  ]);
});

test.each([
  ["current", "WARN Generated asset without matching source", "generated_key"],
  ["incident", "WARN Thumbnail without matching asset", "thumb_key"],
] as const)("consolidate at %s: what was made of nothing is named", async (revision, text, name) => {
  const parallelResults = [{ body: { generatedAssets: [{ key: "k", sourceKey: "s" }] } }];
  expect(fieldsOf(await invoke("consolidate", { ...ids, parallelResults }, { revision }), text)).toEqual([
    ["source_key", "s"],
    [name, "k"],
  ]);
});

test("a response is not escaped for HTML, what is posted or logged as JSON is", async () => {
  const assets = [{ ...photo, key: "28/raw/&<b>\u2028.jpg" }];
  const made = await invoke("consolidate", { ...ids, assets });
  expect(made.output).toContain('"rawKey":"28/raw/&<b>\\u2028.jpg"');
  const preview = fieldsOf(made, "INFO Consolidation complete")?.find(([name]) => name === "payload_preview")?.[1];
  expect(preview).toContain('"rawKey":"28/raw/\\u0026\\u003cb\\u003e\\u2028.jpg"');
  const validated = await invoke("validate", { ...ids, assets });
  expect(validated.output).toContain('"key":"28/raw/&<b>\\u2028.jpg"');
});

test("callback: ids are those of the event before those of its body", async () => {
  const event = { jobId: 1, body: { jobId: 2, listingIdentityId: 3, status: "FAILED" } };
  const made = await invoke("callback", event, { environment: { CALLBACK_URL: "::bad" } });
  const expected = [
    ["job_id", 1],
    ["listing_identity_id", 3],
  ];
  expect(fieldsOf(made, "INFO Callback Lambda started")).toEqual([...expected, ["batch_id", null]]);
  expect(fieldsOf(made, "WARN Callback payload telemetry")?.slice(0, 2)).toEqual(expected);
});

test.each([
  ["::bad", 'failed to create request: parse "::bad": missing protocol scheme', false],
  ["http://a b/", 'failed to create request: parse "http://a b/": invalid character " " in host name', false],
  ["http://a:x/", 'failed to create request: parse "http://a:x/": invalid port ":x" after host', false],
  ["http://a/%zz", 'failed to create request: parse "http://a/%zz": invalid URL escape "%zz"', false],
  ["ftp://x/y", 'failed to send callback: Post "ftp://x/y": unsupported protocol scheme "ftp"', true],
  ["/callback", 'failed to send callback: Post "/callback": unsupported protocol scheme ""', true],
  ["http:///x", 'failed to send callback: Post "http:///x": http: no Host in request URL', true],
])("callback: %s is refused in Go's words", async (url, message, logged) => {
  const made = await invoke("callback", { jobId: 7, status: "SUCCEEDED" }, { environment: { CALLBACK_URL: url } });
  expect(made.output).toBe(`wrapError: ${message}`);
  const error = message.replace("failed to send callback: ", "");
  expect(fieldsOf(made, "ERROR Callback request failed")).toEqual(logged ? [["error", error]] : undefined);
});
