import { expect, test } from "vitest";
import { readLines } from "../reading/read-lines.ts";
import { inferPlan } from "./infer-plan.ts";

const infer = (text: string) => inferPlan(readLines({ file: "r", text: text.split("\n") }).facts);

test("a job without its kind, a listing's first, is its processing; “complete” needs one before", () => {
  const arn = "arn:aws:states:eu-west-1:111122223333:execution:listing-media-finalization-sm-staging:finalization-9-41";
  const { plan } = infer(`id,listing_identity_id,external_id,started_at\n41,9,${arn},2026-02-01 10:00:00`);
  expect(plan).toMatchObject({ listing: 9, accountId: "111122223333", region: "eu-west-1" });
  const at = Date.parse("2026-02-01T10:00:00Z");
  expect(plan.steps).toEqual([
    { name: "upload" },
    { name: "process", job: 40, at: at - 20_000 },
    { name: "complete", job: 41, at },
  ]);
  expect(plan.startAt).toBe(new Date(at - 30_000).toISOString());
});

test("files come from keys in any fact, those of another listing do not", () => {
  const { plan } = infer(
    [
      "2026-02-01 10:00:00 5 9/processed/photo/vertical/small/vertical-02-b.jpg",
      '{"level":"ERROR","msg":"x","raw_key":"9/raw/photo/horizontal/horizontal-01-a-1.jpg"}',
      "2026-02-01 10:00:00 5 8/raw/photo/vertical/vertical-01-c.jpg",
    ].join("\n"),
  );
  expect(plan.files).toEqual([
    { assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "a-1.jpg" },
    { assetType: "PHOTO_VERTICAL", sequence: 2, name: "b.jpg" },
  ]);
});

test("what is counted and not named is assumed, and marked", () => {
  const { plan, inferred } = infer(
    '{"level":"INFO","msg":"service.media.process.started","job_id":7,"assets_count":2}',
  );
  expect(plan.files).toHaveLength(2);
  expect(inferred.find(({ what }) => what === "files without a name")).toMatchObject({
    value: "2",
    place: { line: 1 },
  });
  expect(plan.steps).toEqual([{ name: "upload" }, { name: "process", job: 7 }]);
});

test("a request that made no job is a step at its time", () => {
  const { plan } = infer(
    [
      '{"time":"2026-02-01T10:00:00Z","level":"INFO","msg":"service.media.process.started","job_id":7}',
      '{"time":"2026-02-01T10:05:00Z","level":"INFO","msg":"HTTP Response","path":"/api/v2/listings/media/uploads/complete","status":409}',
    ].join("\n"),
  );
  expect(plan.steps.map(({ name }) => name)).toEqual(["upload", "process", "complete"]);
  expect(plan.steps[2]?.at).toBe(Date.parse("2026-02-01T10:05:00Z"));
});

test.each([
  ["right", "2026-02-01T07:05:00-03:00", Date.parse("2026-02-01T10:05:00Z")],
  ["days wrong", "2025-12-03T10:13:14Z", undefined],
])("a browser's clock that is %s orders requests as far as it can", (_, startedDateTime, at) => {
  const url = "https://api.example/api/v2/listings/media/uploads/complete";
  const entries = [{ startedDateTime, request: { method: "POST", url }, response: { status: 409 } }];
  const { plan } = infer(
    [
      '{"time":"2026-02-01T10:00:00Z","level":"INFO","msg":"service.media.process.started","job_id":7}',
      JSON.stringify({ log: { version: "1.2", entries } }),
    ].join("\n"),
  );
  expect(plan.steps.map(({ name }) => name)).toEqual(["upload", "process", "complete"]);
  expect(plan.steps[2]?.at).toBe(at);
});

const line = (msg: string, request: string, fields: object): string =>
  JSON.stringify({ level: "WARN", msg, request_id: request, ...fields });
const COMPLETE = "/api/v2/listings/media/uploads/complete";

test.each([
  [
    "that was denied, by either of the two lines that say so",
    [
      line("permission.http.check.denied", "a", { action: "POST:/api/v2/listings/media/approve" }),
      line("permission.middleware.denied", "a", { path: "/api/v2/listings/media/approve" }),
    ],
    ["approve"],
  ],
  [
    "of which another line is left than of the one before, by its id",
    [
      line("HTTP Request", "a", { path: COMPLETE }),
      line("permission.check.allowed", "b", { action: `POST:${COMPLETE}` }),
    ],
    ["complete", "complete"],
  ],
  [
    "that only its own work tells of, once",
    [
      line("service.media.complete.workflow_denied", "a", {}),
      line("service.media.complete.owner_notification_error", "b", {}),
    ],
    ["complete"],
  ],
  ["by the owner's decision", [line("service.media.owner_approval.update_status_error", "a", {})], ["approve"]],
])("a request %s, is a step", (_, lines, names) => {
  const { plan } = infer(lines.join("\n"));
  expect(plan.steps.map(({ name }) => name)).toEqual(["upload", "process", ...names]);
});

test("an empty report still gives a plan, all of it assumed", () => {
  const { plan, inferred } = infer("");
  expect(plan).toMatchObject({ listing: 28, steps: [{ name: "upload" }, { name: "process" }] });
  expect(inferred.every(({ place }) => place === undefined)).toBe(true);
});

test("a rejection is told by log, answer or request; without any of them a second job of “complete” tells of it", () => {
  const path = "/api/v2/listings/media/approve";
  const names = (text: string) => infer(text).plan.steps.map(({ name }) => name);
  const asked = `curl -X POST 'https://x${path}' -d '{"listingIdentityId":9,"approve":false}'`;
  expect(names(asked)).toEqual(["upload", "process", "reject"]);
  const log = '{"level":"INFO","msg":"service.media.owner_approval.applied","decision":"rejected"}';
  const line = `{"level":"INFO","msg":"HTTP Request","method":"POST","path":"${path}","status":200}`;
  expect(names(`${line}\n${log}`)).toEqual(["upload", "process", "reject"]);
  expect(names(line)).toEqual(["upload", "process", "approve"]);
  const head = "id,listing_identity_id,provider,status";
  const rows = (first: string) =>
    `${head}\n20,9,STEP_FUNCTIONS,SUCCEEDED\n21,9,STEP_FUNCTIONS_FINALIZATION,${first}\n22,9,STEP_FUNCTIONS_FINALIZATION,SUCCEEDED`;
  expect(names(rows("SUCCEEDED"))).toEqual(["upload", "process", "complete", "reject", "complete"]);
  // Who has failed is free to try again.
  expect(names(rows("FAILED"))).toEqual(["upload", "process", "complete", "complete"]);
});

test("a ZIP, or a listing that has gone on, tells of requests that no fact names", () => {
  const names = (text: string) => infer(text).plan.steps.map(({ name }) => name);
  expect(names("2026-02-01 10:00:00 5 28/processed/zip/listing-media.zip")).toEqual(["upload", "process", "complete"]);
  const listing = (status: number) => `id,listing_identity_id,status,version\n280,28,${status},1`;
  expect(names(listing(6))).toEqual(["upload", "process"]);
  expect(names(listing(7))).toEqual(["upload", "process", "complete"]);
  expect(names(listing(8))).toEqual(["upload", "process", "complete", "reject"]);
  expect(names(listing(10))).toEqual(["upload", "process", "complete", "approve"]);
});

test("an owner to whose telephone a message goes has signed in before, unless there was none at first", () => {
  const sent = '{"level":"INFO","msg":"service.media.complete.owner_notification_enqueued","tokens_count":1}';
  const none = '{"level":"WARN","msg":"service.media.complete.owner_notification.no_tokens","owner_id":7}';
  expect(infer(sent).plan.ownerSignedIn).toBe(true);
  expect(infer(`${none}\n${sent}`).plan.ownerSignedIn).toBeUndefined();
});

test.each([
  ["permission.http.check.denied", '"action":"POST:/api/v2/listings/media/approve"'],
  ["permission.middleware.denied", '"method":"POST","path":"/api/v2/listings/media/approve"'],
])("an owner who was refused has asked, where %s alone tells", (message, fields) => {
  const { plan } = infer(
    [
      '{"level":"INFO","msg":"service.media.process.started","job_id":7}',
      `{"level":"WARN","msg":"${message}","user_id":7,${fields}}`,
    ].join("\n"),
  );
  expect(plan.steps.map(({ name }) => name)).toEqual(["upload", "process", "approve"]);
});
