import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { type Callback, decodeCallback, readCallback } from "./request.ts";

const current = new System("current");
const incident = new System("incident");
const fixed = new System("fixed");

function read(body: string | object, system = current): Callback {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readCallback(decodeCallback(system, Buffer.from(text)));
}

function refusal(body: string | object, system = current): string {
  try {
    read(body, system);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const ids = { jobId: 300, listingIdentityId: 140 };

/** Recordings cb-jobid-*. */
test.each([
  [300, 300],
  [0, 0],
  ["300", 300],
  [" 300 ", 300],
  ["300abc", 300],
  ["300 7", 300],
  ["300{}", 300],
  ["3_00", 3],
  ["0300", 0],
  ["0x12c", 0],
])("the identifier %j is %d", (jobId, value) => {
  expect(read({ ...ids, jobId }).jobId).toBe(value);
});

test.each([null, "", "abc", "+300", "300.0", "3e2", -1, true, {}])("the identifier %j is refused", (jobId) => {
  expect(refusal({ ...ids, jobId })).toBe("invalid job identifier");
  expect(refusal({ ...ids, listingIdentityId: jobId })).toBe("invalid listing identifier");
});

test("numbers that are no plain integers are refused", () => {
  expect(refusal('{"jobId":300.0,"listingIdentityId":140}')).toBe("invalid job identifier");
  expect(refusal('{"jobId":3e2,"listingIdentityId":140}')).toBe("invalid job identifier");
  expect(refusal('{"jobId":18446744073709551616,"listingIdentityId":140}')).toBe("invalid job identifier");
});

test.each([
  ["", "decode callback body: EOF"],
  ["{", "decode callback body: unexpected EOF"],
  [
    '"x"',
    "decode callback body: json: cannot unmarshal string into Go value of type dto.MediaProcessingCallbackRequest",
  ],
  ['{"jobId":300,"listingIdentityId":140}{}', "unexpected trailing content"],
  [
    '{"jobId":300,"listingIdentityId":140} x',
    "unexpected trailing content: invalid character 'x' looking for beginning of value",
  ],
  ['{"jobId":300,"listingIdentityId":140} \n', "accepted"],
  [
    '{"error":{"details":{"a":1}}}',
    "decode callback body: json: cannot unmarshal number into Go struct field MediaProcessingCallbackError.error.details of type string",
  ],
  [
    '{"outputs":"x"}',
    "decode callback body: json: cannot unmarshal string into Go struct field MediaProcessingCallbackRequest.outputs of type []mediaprocessingmodel.MediaProcessingJobPayload",
  ],
])("the body %j", (body, message) => {
  expect(refusal(body)).toBe(message);
});

test("status and provider are upper case; an empty status is UNKNOWN", () => {
  expect(read({ ...ids, status: " processing_failed ", provider: "step_functions" })).toMatchObject({
    status: "PROCESSING_FAILED",
    provider: "STEP_FUNCTIONS",
  });
  expect(read(ids)).toMatchObject({ status: "UNKNOWN", provider: "" });
});

test("a start time must be RFC 3339; a blank in front of the offset is a decoded plus", () => {
  expect(read({ ...ids, startedAt: "2026-01-02T03:04:05 03:00" }).startedAtMs).toBe(Date.UTC(2026, 0, 2, 0, 4, 5));
  expect(read({ ...ids, startedAt: "  " }).startedAtMs).toBeNull();
  expect(refusal({ ...ids, startedAt: "2026-01-02" })).toBe("HTTP 400: startedAt must be a valid RFC3339 timestamp");
  expect(refusal({ ...ids, startedAt: "2026-01-02" }, incident)).toBe("accepted");
});

test("blank error details are dropped", () => {
  const { error } = read({ ...ids, error: { code: "some_code", message: "msg", details: { a: "1", b: "  " } } });
  expect(error).toEqual({ code: "SOME_CODE", message: "msg", details: new Map([["a", "1"]]) });
});

test("D8: the incident's revision does not know the ZIP's fields, whatever their type", () => {
  const body = { ...ids, zipBundles: ["k"], assetsZipped: 1 };
  expect(read(body).zip).toEqual({ zipBundles: ["k"], assetsZipped: 1, zipSizeBytes: 0, unzippedSizeBytes: 0 });
  expect(read(body, incident).zip.zipBundles).toEqual([]);
  expect(refusal({ ...ids, assetsZipped: "1" })).toContain("MediaProcessingCallbackRequest.assetsZipped of type int");
  expect(refusal({ ...ids, assetsZipped: "1" }, incident)).toBe("accepted");
});

test("D12: only a correct system reads the error object of Step Functions", () => {
  const body = { ...ids, error: { Error: "errorString", Cause: "because" } };
  expect(read(body).error).toMatchObject({ code: "", message: "" });
  expect(read(body, fixed).error).toMatchObject({ code: "errorString", message: "because" });
});
