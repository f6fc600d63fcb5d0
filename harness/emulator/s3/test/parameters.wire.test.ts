import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type PublishedModel, readPublishedModel, shapeOf } from "../../published-model/published-model.ts";
import { FURTHER_OPERATIONS } from "../further-operations.ts";
import type { S3Operation } from "../operation.ts";
import { OPERATIONS } from "../operations/index.ts";
import { LOADED_OPERATIONS } from "../operations/loaded.ts";
import { REFUSED_PARAMETERS } from "../parameters.ts";
import { COMMON_HEADERS } from "../screening.ts";
import { BUCKET, openWire } from "./wire.ts";

const MODEL: PublishedModel = readPublishedModel("s3");
const ANSWERED: Readonly<Record<string, S3Operation>> = { ...OPERATIONS, ...LOADED_OPERATIONS };
const NAMES = [...Object.keys(OPERATIONS), ...Object.keys(FURTHER_OPERATIONS)];

/** Parameters of an operation that stand in its query or in headers of S3's own, by their names on the wire. */
function located(operation: string): readonly { name: string; wire: string; isHeader: boolean }[] {
  const input = MODEL.operations[operation]?.input;
  const shape = input && shapeOf(MODEL, input.shape);
  if (shape?.type !== "structure") return [];
  return Object.entries(shape.members).flatMap(([name, { location, locationName: wire = "" }]) => {
    const isHeader = location === "header" && wire.startsWith("x-amz-");
    return isHeader || location === "querystring" ? [{ name, wire, isHeader }] : [];
  });
}

test.each(NAMES)("%s knows every parameter of its query and headers, or refuses it by name", (operation) => {
  const { headers = [], parameters = [] } = ANSWERED[operation] ?? {};
  const refused = REFUSED_PARAMETERS[operation as keyof typeof REFUSED_PARAMETERS] ?? [];
  const fates = located(operation).map(({ name, wire, isHeader }) => {
    const known = isHeader
      ? headers.includes(wire.toLowerCase()) || COMMON_HEADERS.has(wire)
      : parameters.includes(wire);
    return { name, isOne: known !== refused.includes(name) };
  });
  expect(fates.filter(({ isOne }) => !isOne)).toEqual([]);
});

const METHODS: Readonly<Record<string, string>> = { Abort: "DELETE", Complete: "POST", Delete: "DELETE" };

const IN_HEADERS = Object.entries(REFUSED_PARAMETERS).flatMap(([operation, names]) =>
  located(operation)
    .filter(({ name }) => names.includes(name))
    .map(({ wire }) => ({ operation, wire })),
);

test.each(IN_HEADERS)("$operation refuses $wire", async ({ operation, wire }) => {
  const at: Readonly<Record<string, string>> = {
    AbortMultipartUpload: "/key?uploadId=1",
    CompleteMultipartUpload: "/key?uploadId=1",
    CreateBucket: "",
    CreateMultipartUpload: "/key?uploads",
    UploadPart: "/key?uploadId=1&partNumber=1",
  };
  const method =
    operation === "CreateMultipartUpload" ? "POST" : (METHODS[/^[A-Z][a-z]+/.exec(operation)?.[0] ?? ""] ?? "PUT");
  const source = operation === "CopyObject" ? { "x-amz-copy-source": `${BUCKET}/other` } : {};
  const answer = await openWire().send(method, `/${BUCKET}${at[operation] ?? "/key"}`, { ...source, [wire]: "1" });
  expect([answer.status, answer.code]).toEqual([501, "NotImplemented"]);
  expect(answer.message).toContain(wire);
});

/** Not in the reference's pages, but in AWS's answers as users quote them; the bounds of ids are README.md's. */
test.each([
  [`/${BUCKET}?list-type=3`, "InvalidArgument", "Invalid List Type specified in Request"],
  [`/${BUCKET}/key?versionId=bad`, "InvalidArgument", "Invalid version id specified"],
  [`/${BUCKET}/key?versionId=${"0".repeat(32)}`, "NoSuchVersion", "The specified version does not exist."],
  ["/?continuation-token=%21", "InvalidArgument", "The continuation token provided is incorrect"],
])("%s is %s", async (path, code, message) => {
  const wire = openWire();
  await wire.send("PUT", `/${BUCKET}/key`, {}, "bytes");
  expect(await wire.send("GET", path)).toMatchObject({ code, message });
});

test.each([
  ["37,000 days", "<Days>37000</Days>"],
  ["101 years", "<Years>101</Years>"],
])("objects cannot be locked for %s by default", async (_, period) => {
  const wire = openWire();
  const lock = { "x-amz-bucket-object-lock-enabled": "true" };
  await wire.send("PUT", "/locked", lock);
  const retention = `<DefaultRetention><Mode>GOVERNANCE</Mode>${period}</DefaultRetention>`;
  const body = `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>${retention}</Rule></ObjectLockConfiguration>`;
  expect((await wire.send("PUT", "/locked?object-lock", {}, body)).code).toBe("InvalidArgument");
});

const DOCUMENTS: readonly [method: string, path: string, body: string, name: string][] = [
  ["PUT", "2", "<CreateBucketConfiguration><Bucket/></CreateBucketConfiguration>", "CreateBucketConfiguration.Bucket"],
  [
    "PUT",
    "2",
    "<CreateBucketConfiguration><Location/></CreateBucketConfiguration>",
    "CreateBucketConfiguration.Location",
  ],
  ["POST", "?delete", "<Delete><Object><Key>k</Key><Size>1</Size></Object></Delete>", "Object.Size"],
  ["POST", "?delete", "<Delete><Object><Key>k</Key><LastModifiedTime/></Object></Delete>", "Object.LastModifiedTime"],
  [
    "PUT",
    "?encryption",
    "<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes/></Rule></ServerSideEncryptionConfiguration>",
    "BlockedEncryptionTypes",
  ],
  [
    "PUT",
    "?object-lock",
    "<ObjectLockConfiguration><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><DefaultEventHold/></DefaultRetention></Rule></ObjectLockConfiguration>",
    "DefaultEventHold",
  ],
  ["POST", "/key?restore", "<RestoreRequest><Type>SELECT</Type></RestoreRequest>", "RestoreRequest.Type"],
];

test.each(DOCUMENTS)("%s %s refuses %s", async (method, path, body, name) => {
  const wire = openWire();
  await wire.send("PUT", `/${BUCKET}/key`, {}, "bytes");
  const md5 = createHash("md5").update(body).digest("base64");
  const answer = await wire.send(method, `/${BUCKET}${path}`, { "content-md5": md5 }, body);
  expect([answer.status, answer.code]).toEqual([501, "NotImplemented"]);
  expect(answer.message).toContain(name);
});
