import type { Dice } from "../dice.ts";
import { hostileJson, hostileText } from "../hostile.ts";

interface JsonRequest {
  readonly target: string;
  readonly body: Buffer;
}

const URL_OF = (queue: string) => `http://127.0.0.1/000000000000/${queue}`;
const QUEUES = ["fuzz-1", "fuzz-2", "fuzz.fifo"];
const GROUPS = ["/fuzz/a", "/fuzz/b"];

/** Requests of SQS. Queues are purged and deleted as often as they are filled. */
export function sqsRequest(dice: Dice): JsonRequest {
  const QueueUrl = URL_OF(dice.one(QUEUES));
  const attribute = { DataType: "String", StringValue: hostileText(dice) || "x" };
  const message = {
    MessageBody: hostileText(dice) || "m",
    MessageAttributes: { a: attribute, ["__proto__"]: attribute },
  };
  const inputs: readonly (readonly [string, Record<string, unknown>])[] = [
    ["CreateQueue", { QueueName: dice.one(QUEUES), Attributes: { VisibilityTimeout: "0" } }],
    ["CreateQueue", { QueueName: dice.one(QUEUES), tags: { a: "b" } }],
    ["CreateQueue", { QueueName: "fuzz.fifo", Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" } }],
    ["SendMessage", { QueueUrl, ...message, MessageGroupId: dice.one(["a", hostileText(dice)]) }],
    ["SendMessage", { QueueUrl, ...message, DelaySeconds: dice.one([0, 1, -1]) }],
    [
      "SendMessageBatch",
      {
        QueueUrl,
        Entries: [
          { Id: "1", ...message },
          { Id: dice.one(["1", "2"]), ...message },
        ],
      },
    ],
    ["ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"], AttributeNames: ["All"] }],
    ["DeleteMessage", { QueueUrl, ReceiptHandle: hostileText(dice) }],
    ["DeleteMessageBatch", { QueueUrl, Entries: [{ Id: "1", ReceiptHandle: "x" }] }],
    ["ChangeMessageVisibility", { QueueUrl, ReceiptHandle: "x", VisibilityTimeout: 0 }],
    ["GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] }],
    ["SetQueueAttributes", { QueueUrl, Attributes: { DelaySeconds: "0", RedrivePolicy: hostileText(dice) } }],
    ["SetQueueAttributes", { QueueUrl, Attributes: { Policy: hostileText(dice), KmsMasterKeyId: hostileText(dice) } }],
    ["ReceiveMessage", { QueueUrl, ReceiveRequestAttemptId: hostileText(dice) }],
    ["TagQueue", { QueueUrl, Tags: { [hostileText(dice)]: "v", ["__proto__"]: "v" } }],
    ["UntagQueue", { QueueUrl, TagKeys: ["__proto__"] }],
    ["ListQueueTags", { QueueUrl }],
    ["AddPermission", { QueueUrl, Label: hostileText(dice), AWSAccountIds: ["1"], Actions: ["*"] }],
    ["RemovePermission", { QueueUrl, Label: hostileText(dice) }],
    ["StartMessageMoveTask", { SourceArn: `arn:aws:sqs:us-east-1:000000000000:${dice.one(QUEUES)}` }],
    ["ListMessageMoveTasks", { SourceArn: `arn:aws:sqs:us-east-1:000000000000:${dice.one(QUEUES)}` }],
    ["CancelMessageMoveTask", { TaskHandle: hostileText(dice) }],
    ["GetQueueUrl", { QueueName: dice.one(QUEUES) }],
    ["ListQueues", { QueueNamePrefix: "fuzz", MaxResults: 5 }],
    ["ListDeadLetterSourceQueues", { QueueUrl }],
    ["PurgeQueue", { QueueUrl }],
    ["DeleteQueue", { QueueUrl }],
  ];
  const [operation, input] = dice.one(inputs);
  return { target: `AmazonSQS.${operation}`, body: hostileJson(dice, input) };
}

const ARN = "arn:aws:states:us-east-1:000000000000";
const ROLE = "arn:aws:iam::000000000000:role/fuzz";

/** Requests of Step Functions. Executions have few names, so that a run begins few. */
export function statesRequest(dice: Dice): JsonRequest {
  const stateMachineArn = `${ARN}:stateMachine:fuzz-${dice.below(2)}`;
  const executionArn = `${ARN}:execution:fuzz-${dice.below(2)}:e${dice.below(4)}`;
  const pass = { Type: "Pass", QueryLanguage: "JSONata", Output: `{% ${hostileText(dice) || "1"} %}`, End: true };
  const choice = {
    Type: "Pass",
    Parameters: { "a.$": hostileText(dice) || "$" },
    ResultPath: hostileText(dice),
    End: true,
  };
  const state = dice.one<unknown>([pass, choice, { Type: "Succeed" }, { Type: hostileText(dice) }]);
  const definition = JSON.stringify({ StartAt: "A", States: { A: state } });
  const depth = 10 ** (1 + dice.below(4));
  const input = dice.one([
    "{}",
    '{"a":1,"__proto__":{"b":2}}',
    "[1",
    `${"[".repeat(depth)}${"]".repeat(depth)}`,
    hostileText(dice),
  ]);
  const inputs: readonly (readonly [string, Record<string, unknown>])[] = [
    ["CreateStateMachine", { name: `fuzz-${dice.below(2)}`, definition, roleArn: ROLE }],
    ["StartExecution", { stateMachineArn, name: `e${dice.below(4)}`, input }],
    ["DescribeExecution", { executionArn }],
    ["GetExecutionHistory", { executionArn, maxResults: 10 }],
    ["ListExecutions", { stateMachineArn, nextToken: hostileText(dice) }],
    ["StopExecution", { executionArn, error: hostileText(dice) }],
    ["TestState", { definition: JSON.stringify(state), roleArn: ROLE, input, inspectionLevel: "DEBUG" }],
    ["TestState", { definition: JSON.stringify(pass), roleArn: ROLE, input }],
    ["ValidateStateMachineDefinition", { definition }],
    ["DescribeStateMachine", { stateMachineArn }],
    ["ListStateMachines", { maxResults: 10 }],
    ["SendTaskSuccess", { taskToken: hostileText(dice), output: input }],
    ["TagResource", { resourceArn: stateMachineArn, tags: [{ key: "a", value: hostileText(dice) }] }],
    ["ListTagsForResource", { resourceArn: stateMachineArn }],
    ["CreateActivity", { name: "fuzz" }],
    ["DescribeActivity", { activityArn: `${ARN}:activity:fuzz` }],
  ];
  const [operation, made] = dice.one(inputs);
  return { target: `AWSStepFunctions.${operation}`, body: hostileJson(dice, made) };
}

/** Requests of CloudWatch Logs. Groups are deleted as often as they are filled. */
export function logsRequest(dice: Dice): JsonRequest {
  const logGroupName = dice.one(GROUPS);
  const stream = { logGroupName, logStreamName: "s" };
  const inputs: readonly (readonly [string, Record<string, unknown>])[] = [
    ["CreateLogGroup", { logGroupName, tags: { a: "b" } }],
    ["CreateLogStream", stream],
    ["PutLogEvents", { ...stream, logEvents: [{ timestamp: 1, message: hostileText(dice) }] }],
    ["GetLogEvents", { ...stream, nextToken: hostileText(dice) }],
    ["FilterLogEvents", { logGroupName, filterPattern: hostileText(dice) }],
    ["DescribeLogGroups", { logGroupNamePrefix: "/fuzz" }],
    ["DescribeLogStreams", { logGroupName }],
    ["PutRetentionPolicy", { logGroupName, retentionInDays: dice.one([1, 2, 3]) }],
    ["DeleteLogStream", stream],
    ["DeleteLogGroup", { logGroupName }],
  ];
  const [operation, input] = dice.one(inputs);
  return { target: `Logs_20140328.${operation}`, body: hostileJson(dice, input) };
}
