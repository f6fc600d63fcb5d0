import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Clients } from "../../../cloud/backends/clients.ts";

/** What a story that uses only the cloud's services gets. */
export interface CloudStoryContext {
  readonly clients: Clients;
  /** ARN of a function that answers with its input, or fails with `error` and `message` of its input. */
  readonly functionArn: string;
  readonly roleArn: string;
  observe(name: string, value: unknown): void;
  wait(ms: number): Promise<void>;
}

type CloudStory = (context: CloudStoryContext) => Promise<void>;

const MEGABYTE = 1024 * 1024;

/** The refusal's name and status, or what the call answered. */
async function outcome(call: Promise<object>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !("$metadata" in error)) throw error;
    return { refused: error.name, status: (error.$metadata as { httpStatusCode?: number }).httpStatusCode };
  }
}

const objects: CloudStory = async ({ clients, observe }) => {
  const s3 = await clients.s3();
  const Bucket = "stories-objects";
  const get = async (Key: string, Range?: string) => {
    const { Body, ContentLength, ContentRange, ContentType } = await s3.send(
      new GetObjectCommand({ Bucket, Key, Range }),
    );
    return { body: await Body?.transformToString(), ContentLength, ContentRange, ContentType };
  };
  await s3.send(new CreateBucketCommand({ Bucket }));
  const put = { Bucket, Key: "a.txt", Body: "0123456789", ContentType: "text/plain", Metadata: { owner: "5" } };
  const { ETag } = await s3.send(new PutObjectCommand(put));
  await s3.send(new PutObjectCommand({ Bucket, Key: "B.jpg", Body: "jpeg", ContentType: "image/jpeg" }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "folder/c.txt", Body: "c" }));
  observe("ETag of a put", ETag);
  observe("range", await get("a.txt", "bytes=2-5"));
  observe("last bytes", await get("a.txt", "bytes=-3"));
  observe("range behind the end", await outcome(get("a.txt", "bytes=10-20")));
  observe("no such key", await outcome(get("none.txt")));
  observe(
    "put over an object, if there is none",
    await outcome(s3.send(new PutObjectCommand({ ...put, IfNoneMatch: "*" }))),
  );
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy.txt", CopySource: `${Bucket}/a.txt` }));
  const { ContentType, Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy.txt" }));
  observe("the copy", { ContentType, Metadata });
  const { Contents, CommonPrefixes } = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
  observe("list", { keys: Contents?.map(({ Key, Size }) => ({ Key, Size })), CommonPrefixes });
};

const multipart: CloudStory = async ({ clients, observe }) => {
  const s3 = await clients.s3();
  const at = { Bucket: "stories-multipart", Key: "large.bin" };
  await s3.send(new CreateBucketCommand({ Bucket: at.Bucket }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...at, ContentType: "video/mp4" }));
  const bodies = [Buffer.alloc(5 * MEGABYTE), Buffer.from("end")];
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
    parts.push({ PartNumber, ETag });
  }
  observe("ETags of the parts", parts);
  const { ETag } = await s3.send(
    new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } }),
  );
  const { ContentLength, ContentType, ETag: headETag } = await s3.send(new HeadObjectCommand(at));
  observe("the object", { ETag, headETag, ContentLength, ContentType });
};

const queue: CloudStory = async ({ clients, observe, wait }) => {
  const sqs = await clients.sqs();
  const { QueueUrl: deadLetters } = await sqs.send(new CreateQueueCommand({ QueueName: "stories-dead" }));
  const asked = { QueueUrl: deadLetters, AttributeNames: ["QueueArn" as const] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(asked));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 });
  const create = { QueueName: "stories-queue", Attributes: { VisibilityTimeout: "1", RedrivePolicy } };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand(create));
  const receive = async (url = QueueUrl) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
    );
    return Messages;
  };
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const send = { QueueUrl, MessageBody: '{"job":20}', MessageAttributes: { kind: text("photo"), listing: text("28") } };
  const { MD5OfMessageBody, MD5OfMessageAttributes } = await sqs.send(new SendMessageCommand(send));
  observe("sent", { MD5OfMessageBody, MD5OfMessageAttributes });
  const [first] = await receive();
  observe("received", {
    Body: first?.Body,
    Attributes: first?.Attributes,
    MessageAttributes: first?.MessageAttributes,
  });
  observe("while it is invisible", await receive());
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  observe(
    "visible at once",
    (await receive()).map(({ Attributes }) => Attributes),
  );
  // LocalStack looks for messages that are visible again once a second (measured: 1.5 s were too short in 12 of 25
  // runs).
  await wait(2500);
  observe(
    "received too often",
    (await receive()).map(({ Body }) => Body),
  );
  observe(
    "dead letters",
    (await receive(deadLetters)).map(({ Body, MessageAttributes }) => ({ Body, MessageAttributes })),
  );
};

/** Creates a machine, runs it once and observes how it ended. */
async function runMachine(context: CloudStoryContext, name: string, definition: object, input: object): Promise<void> {
  const sfn = await context.clients.sfn();
  const create = { name, definition: JSON.stringify(definition), roleArn: context.roleArn };
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(create));
  const started = { stateMachineArn, name: `${name}-run`, input: JSON.stringify(input) };
  const { executionArn } = await sfn.send(new StartExecutionCommand(started));
  for (;;) {
    const { status, output, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== "RUNNING") return context.observe(name, { status, output, error, cause });
    await context.wait(200);
  }
}

const retryAndCatch: CloudStory = async (context) => {
  const Work = {
    Type: "Task",
    Resource: context.functionArn,
    Retry: [{ ErrorEquals: ["Flaky"], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }],
    Catch: [
      { ErrorEquals: ["Flaky"], ResultPath: "$.failure", Next: "Flaky" },
      { ErrorEquals: ["States.ALL"], Next: "Other" },
    ],
    Next: "Done",
  };
  const definition = {
    StartAt: "Work",
    States: { Work, Flaky: { Type: "Pass", End: true }, Other: { Type: "Pass", End: true }, Done: { Type: "Succeed" } },
  };
  await runMachine(context, "stories-retry", definition, { error: "Flaky", message: "again" });
};

const failedTask: CloudStory = async (context) => {
  const definition = { StartAt: "Work", States: { Work: { Type: "Task", Resource: context.functionArn, End: true } } };
  await runMachine(context, "stories-failed", definition, { error: "Broken", message: "for good" });
};

const branches: CloudStory = async (context) => {
  const work = (next: object = { End: true }) => ({ Type: "Task", Resource: context.functionArn, ...next });
  const definition = {
    StartAt: "Many",
    States: {
      Many: { Type: "Choice", Choices: [{ Variable: "$.count", NumericGreaterThan: 1, Next: "Both" }], Default: "Few" },
      Few: { Type: "Fail", Error: "TooFew" },
      Both: {
        Type: "Parallel",
        ResultPath: "$.both",
        Branches: [
          { StartAt: "Left", States: { Left: work({ Next: "Left again" }), "Left again": work() } },
          { StartAt: "Right", States: { Right: work() } },
        ],
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemsPath: "$.items",
        MaxConcurrency: 2,
        ItemProcessor: { StartAt: "One", States: { One: work() } },
        End: true,
      },
    },
  };
  await runMachine(context, "stories-branches", definition, { count: 2, items: [{ n: 1 }, { n: 2 }, { n: 3 }] });
};

/** Stories of the services alone that show every planted bug, for the test of the comparison. */
export const CLOUD_STORIES: Readonly<Record<string, CloudStory>> = {
  "cloud/objects": objects,
  "cloud/multipart": multipart,
  "cloud/queue": queue,
  "cloud/retry-and-catch": retryAndCatch,
  "cloud/failed-task": failedTask,
  "cloud/branches": branches,
};
