import { expect, test } from "vitest";
import type { LogEvent } from "../../network/trace.ts";
import { compareFacts } from "./compare-facts.ts";
import type { Fact } from "./fact.ts";
import type { Seen } from "./seen.ts";

const place = { file: "r", line: 1 };
const COMPLETE = "/api/v2/listings/media/uploads/complete";

const requested = (path: string): Fact => ({
  kind: "log",
  place,
  source: "server",
  level: "INFO",
  message: "HTTP Request",
  fields: { path },
});
const logged = (path: string): LogEvent => ({
  kind: "log",
  sequence: 0,
  version: 1,
  at: 0,
  wallMs: 0,
  cause: 0,
  source: "server",
  level: "INFO",
  message: "HTTP Request",
  fields: [["path", path]],
});
const world = (parts: Partial<Seen>): Seen => ({
  backend: "embedded",
  rows: new Map(),
  logs: [],
  callbacks: [],
  executions: [],
  keys: new Set(),
  answers: [],
  messages: [],
  ...parts,
});
const differences = (facts: readonly Fact[], seen: Seen): readonly string[] =>
  compareFacts(facts, seen, "in-kind").different.map(({ field }) => field);

test("who signs in once more refutes no world, and another request does", () => {
  const seen = world({ logs: [logged(COMPLETE)] });
  expect(differences([requested("/api/v2/auth/signin"), requested(COMPLETE)], seen)).toEqual([]);
  expect(differences([requested("/api/v2/listings/media/approve")], seen)).toHaveLength(1);
});

test("nor does another person's sign-in, by the line that tells who it was", () => {
  const message = "auth.signin.success";
  const told = (user: number): Fact => ({
    kind: "log",
    place,
    source: "server",
    level: "INFO",
    message,
    fields: { security: true, user_id: user },
  });
  const line = { ...logged(""), message, fields: [["security", true] as const, ["user_id", 5] as const] };
  const seen = world({ logs: [line] });
  expect(differences([told(7)], seen)).toEqual([]);
  expect(differences([told(5), told(7)], seen)).toEqual([]);
  expect(compareFacts([told(5)], seen, "in-kind").same).toBeGreaterThan(0);
});

const ASSET = { id: 3, asset_type: "PHOTO_HORIZONTAL", sequence: 1 };

test.each([
  [{ errorCode: "THUMBNAIL_PROCESSING_FAILED", checksum: "ab" }, ["metadata: errorCode"]],
  [{ thumbnailKey: "28/processed/t.jpg", filename: "other.jpg", size_bytes: "7" }, []],
  // No derivative was made: what the world wrote of it contradicts.
  [{ filename: "other.jpg" }, ["metadata: thumbnailKey"]],
])("of an asset's metadata %j what the system wrote is compared", (metadata, fields) => {
  const row = { ...ASSET, metadata: JSON.stringify({ thumbnailKey: "28/processed/t.jpg", filename: "a.jpg" }) };
  const fact: Fact = {
    kind: "row",
    place,
    table: "media_assets",
    columns: { ...ASSET, metadata: JSON.stringify(metadata) },
  };
  const found = differences([fact], world({ rows: new Map([["media_assets", [row]]]) }));
  expect(found.map((field) => field.replace("media_assets PHOTO_HORIZONTAL 1: ", "")).slice(0, 1)).toEqual(fields);
});

test("blanks at a text's ends, which tables that are drawn do not show, are no difference", () => {
  const columns = { id: 20, listing_identity_id: 28, last_error: "404, NotFound:" };
  const fact: Fact = { kind: "row", place, table: "media_processing_jobs", columns };
  const found = (last_error: string) =>
    differences([fact], world({ rows: new Map([["media_processing_jobs", [{ ...columns, last_error }]]]) }));
  expect(found("404, NotFound: ")).toEqual([]);
  expect(found("404, Not Found: ")).toHaveLength(1);
});

test("what ffmpeg wrote of itself on two machines is no difference, and what failed is", () => {
  const asset = (error: string) => ({
    ...ASSET,
    metadata: JSON.stringify({ error, errorCode: "VIDEO_THUMBNAIL_FAILED" }),
  });
  const columns = asset("ffmpeg failed: exit status 1 | output: ffmpeg version 5.1.9\n  built with gcc 12");
  const fact: Fact = { kind: "row", place, table: "media_assets", columns };
  const found = (error: string) => differences([fact], world({ rows: new Map([["media_assets", [asset(error)]]]) }));
  expect(found("ffmpeg failed: exit status 1 | output: ffmpeg version 7.0")).toEqual([]);
  expect(found("failed to download video: NoSuchKey")).toHaveLength(1);
});

const line = (fields: Readonly<Record<string, unknown>>): Fact => ({
  ...(requested(COMPLETE) as Extract<Fact, { kind: "log" }>),
  source: "listing-media-consolidate-staging",
  message: "Consolidation complete",
  fields: { ...fields },
});
const shownLine = (fields: LogEvent["fields"]): Seen =>
  world({
    logs: [
      { ...logged(COMPLETE), source: "listing-media-consolidate-staging", message: "Consolidation complete", fields },
    ],
  });

test("JSON inside of a line's text is compared as JSON: the order of results is chance, what they say is not", () => {
  const results = (...names: readonly string[]) => JSON.stringify(names.map((rawKey) => ({ rawKey })));
  const fact = line({ payload_preview: results("a", "b") });
  expect(differences([fact], shownLine([["payload_preview", results("b", "a")]]))).toEqual([]);
  expect(differences([fact], shownLine([["payload_preview", results("b", "c")]]))).toHaveLength(1);
});

test("sizes and digests of photos that are not the incident's refute no world", () => {
  const fact = line({ raw_input_size: 3496, zip_size_bytes: 24436, unzipped_size_bytes: 7 });
  const found = shownLine([
    ["raw_input_size", 3498],
    ["zip_size_bytes", 9],
    ["unzipped_size_bytes", 8],
  ]);
  expect(differences([fact], found)).toEqual([]);
  const path = "/api/v2/listings/media/uploads";
  const body = (digest: string, type: string) =>
    JSON.stringify({ files: [{ headers: { "Content-Type": type, "x-amz-checksum-sha256": digest } }] });
  const answer: Fact = { kind: "answer", place, method: "POST", path, status: 201, body: body("ab", "image/jpeg") };
  const seen = (text: string): Seen =>
    world({
      answers: [{ at: 0, source: "photographer", method: "POST", path, status: 201, text, bytes: text.length }],
    });
  expect(differences([answer], seen(body("cd", "image/jpeg")))).toEqual([]);
  expect(differences([answer], seen(body("cd", "video/mp4")))).toHaveLength(1);
});

test("requests that no story makes refute no world: what is said of them, and their lines without a path", () => {
  const list: Fact = {
    kind: "claim",
    place,
    claim: "succeeded",
    method: "GET",
    path: "/api/v2/listings/media",
    words: "",
  };
  const url: Fact = {
    ...(requested("") as Extract<Fact, { kind: "log" }>),
    message: "service.media.generate_urls.asset_not_found",
    fields: {},
  };
  expect(differences([list, url], world({}))).toEqual([]);
  expect(differences([{ ...list, path: COMPLETE }], world({}))).toHaveLength(1);
});

test("of rows that nothing names the one that is most like it is meant", () => {
  const jobs = [
    { id: 20, status: "SUCCEEDED", provider: "STEP_FUNCTIONS", last_error: null },
    { id: 21, status: "FAILED", provider: "STEP_FUNCTIONS_FINALIZATION", last_error: "x" },
  ];
  const { id: _, ...columns } = { ...jobs[1], id: 21 };
  const fact = { kind: "row", place, table: "media_processing_jobs", columns } as Fact;
  const seen = world({ rows: new Map([["media_processing_jobs", jobs]]) });
  expect(differences([fact], seen)).toEqual([]);
});

test.each([
  ["sizes and tags of other pictures in a text", { size: 9, etag: "ab".repeat(16) }, []],
  ["another host's id", { host: "bbb/c+d==" }, []],
  ["another file", { key: "28/raw/b.jpg" }, ["cause"]],
])("%s of an execution's cause: what is different", (_, other, fields) => {
  const cause = ({ size = 7, etag = "cd".repeat(16), host = "aaa=", key = "28/raw/a.jpg" }) =>
    `no $.x in ${JSON.stringify({ key, size, etag: `"${etag}"` })}, RequestID: r, HostID: ${host}, NotFound`;
  const arn = "arn:aws:states:us-east-1:123456789012:execution:m:e";
  const fact: Fact = { kind: "execution", place, arn, cause: cause(other) };
  const execution = { arn, machine: "m", name: "e", status: "FAILED", input: "{}", events: [], cause: cause({}) };
  const found = differences([fact], world({ executions: [execution] }));
  expect(found.map((field) => field.replace("execution m:e: ", ""))).toEqual(fields);
});
