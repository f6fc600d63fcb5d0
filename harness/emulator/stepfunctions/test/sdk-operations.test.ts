import { expect, test } from "vitest";
import { readPublishedResults } from "../../published-model/published-results.ts";
import { ROLE_ARN } from "./run-machine.ts";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "./whole-cloud.ts";

/** What an SDK integration answers to a Task of these Parameters, as the Task's result. */
async function ask(at: WholeCloud, action: string, Parameters: Record<string, unknown>): Promise<unknown> {
  const definition = taskMachine({ Resource: `arn:aws:states:::aws-sdk:${action}`, Parameters });
  const last = (await at.finish(await at.start(definition))).at(-1);
  return last?.type === "ExecutionSucceeded" ? outputOf(last) : last?.details;
}

const S3_RESULTS = readPublishedResults("s3");

/** The members of a response; all must be members of the operation's output in AWS's model. */
function membersOf(operation: string, response: unknown): string[] {
  const names = Object.keys(response as object);
  const shape = S3_RESULTS?.shapes[S3_RESULTS.operations[operation] ?? ""];
  const known = shape?.type === "structure" ? Object.keys(shape.members) : [];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  return names;
}

test("s3:deleteObjects tells what was deleted, and quietly nothing", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    for (const Key of ["a&<b>", "c", "d"]) await at.call("s3", "PutObject", { Bucket: "b", Key, Body: "x" });
    const deleted = await ask(at, "s3:deleteObjects", {
      Bucket: "b",
      Delete: { Objects: [{ Key: "a&<b>" }, { Key: "c" }] },
    });
    expect(deleted).toEqual({ Deleted: [{ Key: "a&<b>" }, { Key: "c" }] });
    expect(at.cloud.s3.objects("b").map(({ key }) => key)).toEqual(["d"]);
    expect(
      await ask(at, "s3:deleteObjects", { Bucket: "b", Delete: { Objects: [{ Key: "d" }], Quiet: true } }),
    ).toEqual({});
    const failed = { Bucket: "b", Delete: { Objects: [{ Key: "d", ETag: "other" }] } };
    expect(await ask(at, "s3:deleteObjects", failed)).toMatchObject({ Errors: [{ Key: "d", Code: "NoSuchKey" }] });
  }));

test("a multipart upload in one machine: create, upload, list, complete", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    const resource = (action: string): string => `arn:aws:states:::aws-sdk:s3:${action}`;
    const upload = { Bucket: "b", Key: "k", "UploadId.$": "$.upload.UploadId" };
    const definition = {
      StartAt: "Create",
      States: {
        Create: {
          Type: "Task",
          Resource: resource("createMultipartUpload"),
          Parameters: { Bucket: "b", Key: "k", ContentType: "text/plain", Metadata: { owner: "us" } },
          ResultPath: "$.upload",
          Next: "Upload",
        },
        Upload: {
          Type: "Task",
          Resource: resource("uploadPart"),
          Parameters: { ...upload, PartNumber: 1, Body: "text data" },
          ResultPath: "$.part",
          Next: "List",
        },
        List: {
          Type: "Task",
          Resource: resource("listParts"),
          Parameters: upload,
          ResultPath: "$.listed",
          Next: "Complete",
        },
        Complete: {
          Type: "Task",
          Resource: resource("completeMultipartUpload"),
          Parameters: { ...upload, MultipartUpload: { Parts: [{ "ETag.$": "$.part.ETag", PartNumber: 1 }] } },
          ResultPath: "$.completed",
          End: true,
        },
      },
    };
    const output = outputOf((await at.finish(await at.start(definition))).at(-1)) as Record<string, unknown>;
    expect(output).toMatchObject({
      upload: { Bucket: "b", Key: "k", ServerSideEncryption: "AES256", UploadId: expect.any(String) },
      part: { ETag: '"2b5df3712557f503a9977a8ea893b2c9"' },
      listed: { IsTruncated: false, NextPartNumberMarker: 1, Parts: [{ PartNumber: 1, Size: 11 }] },
      completed: { Bucket: "b", Key: "k", ETag: expect.stringMatching(/^"[0-9a-f]{32}-1"$/) },
    });
    expect(membersOf("CreateMultipartUpload", output.upload)).toEqual([
      "Bucket",
      "Key",
      "ServerSideEncryption",
      "UploadId",
    ]);
    membersOf("UploadPart", output.part);
    membersOf("ListParts", output.listed);
    membersOf("CompleteMultipartUpload", output.completed);
    expect(await at.call("s3", "GetObject", { Bucket: "b", Key: "k" })).toMatchObject({
      Body: '"text data"',
      ContentType: "text/plain",
      Metadata: { owner: "us" },
    });
  }));

test("checksums of parts go both ways; what the room does not emulate it refuses by name", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    const object = { Bucket: "b", Key: "k" };
    const created = await ask(at, "s3:createMultipartUpload", { ...object, ChecksumAlgorithm: "CRC32" });
    expect(created).toMatchObject({ ChecksumAlgorithm: "CRC32", ChecksumType: "COMPOSITE" });
    const upload = { ...object, UploadId: (created as { UploadId: string }).UploadId };
    const ChecksumCRC32 = "VizwkA==";
    const part = await ask(at, "s3:uploadPart", { ...upload, PartNumber: 1, Body: "text data", ChecksumCRC32 });
    expect(part).toMatchObject({ error: "S3.S3Exception", cause: expect.stringContaining("CRC32") });
    await expect(ask(at, "s3:restoreObject", object)).rejects.toThrow("aws-sdk:s3:restoreObject is not emulated");
  }));

test("s3:abortMultipartUpload throws the parts away", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    const { UploadId } = await at.call("s3", "CreateMultipartUpload", { Bucket: "b", Key: "k" });
    const upload = { Bucket: "b", Key: "k", UploadId };
    expect(await ask(at, "s3:abortMultipartUpload", upload)).toEqual({});
    expect(await ask(at, "s3:listParts", upload)).toMatchObject({ error: "S3.NoSuchUploadException" });
    expect(await ask(at, "s3:completeMultipartUpload", { ...upload, MultipartUpload: { Parts: [] } })).toMatchObject({
      error: "S3.NoSuchUploadException",
    });
  }));

test("s3:putBucketVersioning switches versions on", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    const Status = "Enabled";
    expect(await ask(at, "s3:putBucketVersioning", { Bucket: "b", VersioningConfiguration: { Status } })).toEqual({});
    expect(await ask(at, "s3:getBucketVersioning", { Bucket: "b" })).toEqual({ Status });
    expect(await ask(at, "s3:putObject", { Bucket: "b", Key: "k", Body: "x" })).toMatchObject({
      VersionId: expect.any(String),
    });
    const wrong = { Bucket: "b", VersioningConfiguration: { Status: "On" } };
    expect(await ask(at, "s3:putBucketVersioning", wrong)).toMatchObject({ error: "S3.S3Exception" });
  }));

test("sfn:testState runs a state, its definition written as an object", () =>
  inWholeCloud(async (at) => {
    const tested = await ask(at, "sfn:testState", {
      Definition: { Type: "Pass", InputPath: "$.a", Next: "After" },
      RoleArn: ROLE_ARN,
      Input: { a: 2 },
      InspectionLevel: "DEBUG",
    });
    expect(tested).toEqual({
      InspectionData: expect.objectContaining({ Input: '{"a":2}', AfterInputPath: "2" }),
      NextState: "After",
      Output: "2",
      Status: "SUCCEEDED",
    });
    const jsonata = { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $v + 1 %}", End: true };
    const withVariables = { Definition: jsonata, RoleArn: ROLE_ARN, Variables: { v: 1 } };
    expect(await ask(at, "sfn:testState", withVariables)).toMatchObject({ Output: "2", Status: "SUCCEEDED" });
    expect(await ask(at, "sfn:testState", { Definition: "{}", RoleArn: ROLE_ARN })).toMatchObject({
      error: "Sfn.InvalidDefinitionException",
    });
  }));

test("lambda: a function's settings change and it goes; a text is no package", () =>
  inWholeCloud(async (at) => {
    const Code = { ZipFile: "no package" };
    const Role = "arn:aws:iam::123456789012:role/functions";
    const created = { FunctionName: "f", Role, Runtime: "python3.12", Handler: "f.handler", Code };
    expect(await ask(at, "lambda:createFunction", created)).toMatchObject({
      error: "Lambda.InvalidParameterValueException",
      cause: expect.stringMatching(/^Could not unzip uploaded file/),
    });
    for (const action of ["updateFunctionCode", "updateFunctionConfiguration", "deleteFunction"]) {
      expect(await ask(at, `lambda:${action}`, { FunctionName: "none", ZipFile: "x" })).toMatchObject({
        error: "Lambda.ResourceNotFoundException",
      });
    }
  }));
