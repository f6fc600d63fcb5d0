import { expect, test } from "vitest";
import { smallPackage } from "../../../emulator/lambda/test/small-package.ts";
import { inWholeCloud, type WholeCloud } from "../../../emulator/stepfunctions/test/whole-cloud.ts";

/**
 * What terraform's provider (hashicorp/aws 5.100.0) asked of this cloud for one resource each, as `npm run cloud -- --verbose` showed it:
 * create, read, plan (which reads again), destroy. Waiting reads that the provider repeats are here once.
 */
interface Call {
  /** As the trace names it. */
  readonly operation: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Where it is not 2xx: what is not there is no refusal to the provider. */
  readonly status?: number;
}

const rest = (operation: string, method: Call["method"], path: string, more: Partial<Call> = {}): Call => ({
  operation,
  method,
  path,
  ...more,
});

const json = (target: string, version: "1.0" | "1.1", input: object, status?: number): Call => ({
  operation: target.split(".")[1] ?? "",
  method: "POST",
  path: "/",
  headers: { "x-amz-target": target, "content-type": `application/x-amz-json-${version}` },
  body: JSON.stringify(input),
  ...(status !== undefined && { status }),
});

const query = (Action: string, members: Record<string, string>, status?: number): Call => ({
  operation: Action,
  method: "POST",
  path: "/",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ Action, Version: "2010-05-08", ...members }).toString(),
  ...(status !== undefined && { status }),
});

interface Resource {
  readonly create: readonly Call[];
  readonly read: readonly Call[];
  /** What the reads must tell, one text each. */
  readonly tells: readonly string[];
  readonly destroy: readonly Call[];
}

const bucket = (operation: string, subresource: string, status?: number): Call =>
  rest(operation, "GET", `/tf-bucket?${subresource}`, status === undefined ? {} : { status });
const headBucket = (status?: number): Call =>
  rest("HeadBucket", "HEAD", "/tf-bucket", status === undefined ? {} : { status });

const BUCKET: Resource = {
  create: [headBucket(404), rest("CreateBucket", "PUT", "/tf-bucket")],
  read: [
    headBucket(),
    bucket("GetBucketPolicy", "policy", 404),
    bucket("GetBucketAcl", "acl"),
    bucket("GetBucketCors", "cors", 404),
    bucket("GetBucketWebsite", "website", 404),
    bucket("GetBucketVersioning", "versioning"),
    bucket("GetBucketAccelerateConfiguration", "accelerate"),
    bucket("GetBucketRequestPayment", "requestPayment"),
    bucket("GetBucketLogging", "logging"),
    bucket("GetBucketLifecycleConfiguration", "lifecycle", 404),
    bucket("GetBucketReplication", "replication", 404),
    bucket("GetBucketEncryption", "encryption"),
    bucket("GetObjectLockConfiguration", "object-lock", 404),
    bucket("GetBucketTagging", "tagging", 404),
  ],
  tells: ["<Payer>BucketOwner</Payer>", "<SSEAlgorithm>AES256</SSEAlgorithm>"],
  destroy: [rest("DeleteBucket", "DELETE", "/tf-bucket"), headBucket(404)],
};

const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/tf-queue";
const sqs = (operation: string, input: object, status?: number) => json(`AmazonSQS.${operation}`, "1.0", input, status);
const QUEUE: Resource = {
  create: [
    sqs("CreateQueue", {
      QueueName: "tf-queue",
      Attributes: { DelaySeconds: "0", MaximumMessageSize: "262144", VisibilityTimeout: "30" },
    }),
  ],
  read: [sqs("GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] }), sqs("ListQueueTags", { QueueUrl })],
  tells: ['"QueueArn":"arn:aws:sqs:us-east-1:123456789012:tf-queue"', '"MaximumMessageSize":"262144"'],
  destroy: [sqs("DeleteQueue", { QueueUrl }), sqs("GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] }, 400)],
};

const RoleName = "tf-role";
const PATH = "/";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});
const ROLE: Resource = {
  create: [query("CreateRole", { RoleName, Path: PATH, AssumeRolePolicyDocument: TRUST, MaxSessionDuration: "3600" })],
  read: [
    query("GetRole", { RoleName }),
    query("ListRolePolicies", { RoleName }),
    query("ListAttachedRolePolicies", { RoleName }),
  ],
  tells: ["<Arn>arn:aws:iam::123456789012:role/tf-role</Arn>", encodeURIComponent(TRUST)],
  destroy: [
    query("ListInstanceProfilesForRole", { RoleName }),
    query("ListAttachedRolePolicies", { RoleName }),
    query("ListRolePolicies", { RoleName }),
    query("DeleteRole", { RoleName }),
    query("GetRole", { RoleName }, 404),
  ],
};

const FUNCTION_PATH = "/2015-03-31/functions/tf-function";
const functionCalls = (zip: string): Resource => ({
  create: [
    rest("CreateFunction", "POST", "/2015-03-31/functions", {
      body: JSON.stringify({
        FunctionName: "tf-function",
        Role: "arn:aws:iam::123456789012:role/tf-role",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip },
        MemorySize: 128,
        Timeout: 3,
        PackageType: "Zip",
      }),
    }),
  ],
  read: [
    rest("GetFunction", "GET", FUNCTION_PATH),
    rest("ListVersionsByFunction", "GET", `${FUNCTION_PATH}/versions?MaxItems=10000`),
    rest("GetFunctionCodeSigningConfig", "GET", "/2020-06-30/functions/tf-function/code-signing-config"),
  ],
  tells: ['"Handler":"index.handler"', '"State":"Active"', '"MemorySize":128'],
  destroy: [
    rest("DeleteFunction", "DELETE", FUNCTION_PATH),
    rest("GetFunction", "GET", FUNCTION_PATH, { status: 404 }),
  ],
});

const stateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:tf-machine";
const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });
const sfn = (operation: string, input: object, status?: number) =>
  json(`AWSStepFunctions.${operation}`, "1.0", input, status);
const MACHINE: Resource = {
  create: [
    sfn("ValidateStateMachineDefinition", { definition, type: "STANDARD", maxResults: 1, severity: "ERROR" }),
    sfn("CreateStateMachine", {
      name: "tf-machine",
      definition,
      roleArn: "arn:aws:iam::123456789012:role/tf-role",
      type: "STANDARD",
      publish: false,
    }),
  ],
  read: [
    sfn("DescribeStateMachine", { stateMachineArn }),
    sfn("ListStateMachineVersions", { stateMachineArn }),
    sfn("ListTagsForResource", { resourceArn: stateMachineArn }),
  ],
  tells: ['"status":"ACTIVE"', JSON.stringify(definition)],
  destroy: [sfn("DeleteStateMachine", { stateMachineArn }), sfn("DescribeStateMachine", { stateMachineArn }, 400)],
};

async function send(at: WholeCloud, { method, path, headers = {}, body = "", status }: Call): Promise<string> {
  const bytes = Buffer.from(body);
  const told = { host: "127.0.0.1:4566", "content-length": String(bytes.length), ...headers };
  const answer = await at.cloud.gateway.sendAs("terraform", "administrator", {
    method,
    path,
    headers: told,
    body: bytes,
  });
  const asWanted = status === undefined ? answer.status < 300 : answer.status === status;
  expect(asWanted, `${method} ${path} ${headers["x-amz-target"] ?? body}: ${answer.status} ${answer.body}`).toBe(true);
  // A request's id is new each time, and so is a link to a package.
  return answer.body.toString("utf8").replace(/<(RequestId|HostId)>[^<]*<\/\1>|"Location":"[^"]*"/g, "");
}

async function sendAll(at: WholeCloud, calls: readonly Call[]): Promise<string[]> {
  const bodies: string[] = [];
  for (const call of calls) bodies.push(await send(at, call));
  return bodies;
}

test.each<[string, () => Promise<Resource> | Resource]>([
  ["aws_s3_bucket", () => BUCKET],
  ["aws_sqs_queue", () => QUEUE],
  ["aws_iam_role", () => ROLE],
  [
    "aws_lambda_function",
    async () =>
      functionCalls((await smallPackage({ "index.mjs": "export const handler = () => 1;" })).toString("base64")),
  ],
  ["aws_sfn_state_machine", () => MACHINE],
])("terraform creates, reads, plans without a difference and destroys %s", async (_name, calls) => {
  // Zipping is real work, and done before the world's clock begins.
  const { create, read, tells, destroy } = await calls();
  await inWholeCloud(async (at) => {
    await sendAll(at, create);
    await at.clock.settle();
    const told = await sendAll(at, read);
    for (const text of tells) expect(told.join("\n")).toContain(text);
    expect(await sendAll(at, read)).toEqual(told);
    await sendAll(at, destroy);
    const asked = at.trace.of("operation").filter(({ source }) => source === "terraform");
    const expected = [...create, ...read, ...read, ...destroy].map(({ operation }) => operation);
    expect(asked.map(({ operation }) => operation)).toEqual(expected);
  });
});

test("CloudFormation is refused by name, in the protocol that its clients read", () =>
  inWholeCloud(async (at) => {
    const form = new URLSearchParams({ Action: "CreateStack", Version: "2010-05-15", StackName: "s" }).toString();
    const scope = "AKID/20251203/us-east-1/cloudformation/aws4_request";
    const headers = {
      host: "127.0.0.1:4566",
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    };
    const http = { method: "POST", path: "/", headers, body: Buffer.from(form) } as const;
    const answer = await at.cloud.gateway.sendAs("aws", "administrator", http);
    expect([answer.status, answer.headers["content-type"]]).toEqual([501, "text/xml"]);
    expect(answer.body.toString()).toContain("<Code>NotImplemented</Code>");
    expect(answer.body.toString()).toContain(
      "The service 'cloudformation' is not part of this emulated cloud, so CreateStack is not there.",
    );
  }));
