import { expect, test } from "vitest";
import { ROLE_ARN } from "./run-machine.ts";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "./whole-cloud.ts";

const sdk = (action: string, parameters: Record<string, unknown>): unknown =>
  taskMachine({ Resource: `arn:aws:states:::aws-sdk:${action}`, Parameters: parameters });

const last = async (at: WholeCloud, definition: unknown) => (await at.finish(await at.start(definition))).at(-1);

// Recorded: test_s3_get_object.
test("an object is read with its members in alphabetical order and its body last", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    expect(outputOf(await last(at, sdk("s3:putObject", { Bucket: "b", Key: "k", Body: "text data" })))).toMatchObject({
      ETag: expect.any(String),
      ChecksumCRC32: expect.stringMatching(/^[A-Za-z0-9+/]{6}==$/),
      ChecksumType: "FULL_OBJECT",
    });
    await at.call("s3", "PutObject", { Bucket: "b", Key: "k", Body: "text data" });
    const read = await last(at, sdk("s3:getObject", { Bucket: "b", Key: "k" }));
    expect(read?.details?.output).toBe(
      '{"AcceptRanges":"bytes","ContentLength":9,"ContentType":"binary/octet-stream",' +
        '"ETag":"\\"332eec544317a6d340b8e77da7fe54ad\\"","LastModified":"2025-12-03T10:00:00Z","Metadata":{},' +
        '"ServerSideEncryption":"AES256","Body":"text data"}',
    );
  }));

// The kinds of values of LocalStack's tests of putObject; that a text keeps its quotes is reported of recordings held back.
test.each([
  ["text", '"text"'],
  ["", '""'],
  ['a "quoted" text', '"a \\"quoted\\" text"'],
  [{ a: 1 }, '{"a":1}'],
  [[1, 2], "[1,2]"],
  [false, "false"],
  [0, "0"],
])("an object's body %j is stored as %s", (Body, stored) =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    expect((await last(at, sdk("s3:putObject", { Bucket: "b", Key: "k", Body })))?.type).toBe("ExecutionSucceeded");
    expect(await at.call("s3", "GetObject", { Bucket: "b", Key: "k" })).toMatchObject({ Body: stored });
  }),
);

test("lists, and what a model's error is called", () =>
  inWholeCloud(async (at) => {
    at.cloud.s3.createBucket("b");
    await at.call("s3", "PutObject", { Bucket: "b", Key: "a/1", Body: "x" });
    expect(outputOf(await last(at, sdk("s3:listObjectsV2", { Bucket: "b", Prefix: "a/" })))).toMatchObject({
      Contents: [{ Key: "a/1", Size: 1 }],
      IsTruncated: false,
      KeyCount: 1,
    });
    // Recorded: test_no_such_bucket.
    expect((await last(at, sdk("s3:listObjects", { Bucket: "none" })))?.details).toEqual({
      error: "S3.NoSuchBucketException",
      cause: expect.stringMatching(
        /^The specified bucket does not exist \(Service: S3, Status Code: 404, Request ID: [0-9A-F]{16}, Extended Request ID: \S+\) \(SDK Attempt Count: 1\)$/,
      ),
    });
    expect((await last(at, sdk("s3:getObject", { Bucket: "b", Key: "none" })))?.details).toMatchObject({
      error: "S3.NoSuchKeyException",
    });
  }));

test("an error that no model has is the service's general one", () =>
  inWholeCloud(
    async (at) => {
      at.cloud.s3.createBucket("b");
      expect((await last(at, sdk("s3:getObject", { Bucket: "b", Key: "k" })))?.details).toMatchObject({
        error: "S3.S3Exception",
        cause: expect.stringContaining("is not authorized to perform: s3:GetObject"),
      });
    },
    { machine: [] },
  ));

test("queues: names as Java spells them, messages that are no text as JSON", () =>
  inWholeCloud(async (at) => {
    const { QueueUrl } = await at.call("sqs", "CreateQueue", { QueueName: "q" });
    const sent = outputOf(await last(at, sdk("sqs:sendMessage", { QueueUrl, MessageBody: "text" })));
    expect(Object.keys(sent as object)).toEqual(["Md5OfMessageBody", "MessageId"]);
    const optimised = { Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { QueueUrl, MessageBody: { a: 1 } } };
    await last(at, taskMachine(optimised));
    const received = await at.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
    expect((received.Messages as { Body: string }[]).map(({ Body }) => Body)).toEqual(["text", '{"a":1}']);
  }));

// Recorded: test_send_message_empty_body, test_send_message_no_such_queue.
test.each([
  [
    null,
    undefined,
    "SQS.AmazonSQSException",
    /^The request must contain the parameter MessageBody\. \(Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: \S+; Proxy: null\)$/,
  ],
  [
    "x",
    "http://no-such-queue",
    "SQS.SdkClientException",
    /^Unable to execute HTTP request: no-such-queue: Name or service not known$/,
  ],
  [
    "x",
    "https://sqs.us-east-1.amazonaws.com/123456789012/none",
    "SQS.QueueDoesNotExistException",
    /Error Code: AWS\.SimpleQueueService\.NonExistentQueue/,
  ],
])("sending %j to %s fails as %s", (body, url, error, cause) =>
  inWholeCloud(async (at) => {
    const { QueueUrl } = await at.call("sqs", "CreateQueue", { QueueName: "q" });
    const failed = await last(
      at,
      taskMachine({
        Resource: "arn:aws:states:::sqs:sendMessage",
        Parameters: { QueueUrl: url ?? QueueUrl, MessageBody: body },
      }),
    );
    expect(failed?.details).toEqual({ error, cause: expect.stringMatching(cause) });
  }),
);

test("Step Functions itself: dates in ISO 8601, errors with the suffix Exception", () =>
  inWholeCloud(async (at) => {
    const StateMachineArn = at.cloud.stepFunctions.createStateMachine({
      name: "child",
      definition: JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } }),
      roleArn: ROLE_ARN,
    });
    const start = (Input: string) => last(at, sdk("sfn:startExecution", { StateMachineArn, Name: "n", Input }));
    expect(outputOf(await start("{}"))).toMatchObject({ StartDate: "2025-12-03T10:00:00Z" });
    expect((await start("1"))?.details).toMatchObject({
      error: "Sfn.ExecutionAlreadyExistsException",
      cause: expect.stringMatching(
        /^Execution Already Exists: .* \(Service: Sfn, Status Code: 400, Request ID: \S+\) \(SDK Attempt Count: 1\)$/,
      ),
    });
  }));

test("the Credentials' role does the work, and the history shows it", () =>
  inWholeCloud(
    async (at) => {
      at.cloud.s3.createBucket("b");
      const RoleArn = "arn:aws:iam::123456789012:role/lister";
      const task = { Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2", Parameters: { Bucket: "b" } };
      const events = await at.finish(
        await at.start(taskMachine({ ...task, Credentials: { "RoleArn.$": "$.role" } }), { role: RoleArn }),
      );
      expect([events[2]?.details?.taskCredentials, events.at(-1)?.type]).toEqual([
        { roleArn: RoleArn },
        "ExecutionSucceeded",
      ]);
    },
    { machine: [], lister: [{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::b"] }] },
  ));

// Quoted by users: 'The Parameters … could not be used to start the Task: [The field "TaskToken" is not supported by Step Functions]'.
test.each([
  ["lambda:invoke", { FunctionName: "f", TaskToken: "t" }, 'The field "TaskToken" is not supported by Step Functions'],
  ["aws-sdk:s3:getObject", { Bucket: "b", Key: "k", key: "k" }, 'The field "key" is not supported by Step Functions'],
])("%s does not start with %j", (resource, parameters, problem) =>
  inWholeCloud(async (at) => {
    const ended = await last(at, taskMachine({ Resource: `arn:aws:states:::${resource}`, Parameters: parameters }));
    expect(ended?.details).toEqual({
      error: "States.Runtime",
      cause: `An error occurred while executing the state 'Work' (entered at the event id #2). The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem}]`,
    });
  }),
);

test("a request that is made only at run time is checked then", () =>
  inWholeCloud(async (at) => {
    const Arguments = "{% $states.input %}";
    const definition = taskMachine({
      QueryLanguage: "JSONata",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments,
    });
    const events = await at.finish(await at.start(definition, { QueueUrl: "q" }));
    expect(events.at(-1)?.details?.cause).toBe(
      "An error occurred while executing the state 'Work' (entered at the event id #2). The Arguments " +
        "'{\"QueueUrl\":\"q\"}' could not be used to start the Task: [The field 'MessageBody' is required but was missing]",
    );
  }));

test.each([
  "arn:aws:states:::athena:startQueryExecution",
  "arn:aws:states:::aws-sdk:s3:getBucketAcl",
  "arn:aws:states:::aws-sdk:ec2:describeInstances.waitForTaskToken",
])("%s is refused by name when the machine is created", (Resource) =>
  inWholeCloud(async (at) => {
    await expect(at.start(taskMachine({ Resource, Parameters: { Message: "m" } }))).rejects.toThrow(
      `The task resource ${Resource} is not emulated.`,
    );
  }),
);
