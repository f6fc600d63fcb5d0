import type { Dice } from "../dice.ts";
import { hostileJson, hostileText } from "../hostile.ts";

interface SmallRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Input = readonly [operation: string, input: Record<string, unknown>];

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:fuzz-1";
const TopicArn = "arn:aws:sns:us-east-1:000000000000:fuzz";

/** Requests of the services that are made when they are first used. What they make, they delete as often. */
export const SMALL_SERVICES: Readonly<Record<string, (dice: Dice) => SmallRequest>> = {
  dynamodb: (dice) => json(dice, "DynamoDB_20120810", dynamodbInputs(dice)),
  ssm: (dice) => json(dice, "AmazonSSM", ssmInputs(dice)),
  secretsmanager: (dice) => json(dice, "secretsmanager", secretInputs(dice)),
  kms: (dice) => json(dice, "TrentService", kmsInputs(dice)),
  events: (dice) => json(dice, "AWSEvents", eventsInputs(dice)),
  sns: snsRequest,
};

function json(dice: Dice, prefix: string, inputs: readonly Input[]): SmallRequest {
  const [operation, input] = dice.one(inputs);
  return { headers: { "x-amz-target": `${prefix}.${operation}` }, body: hostileJson(dice, input) };
}

/** A value of DynamoDB, mostly a good one. */
function attribute(dice: Dice): unknown {
  return dice.one<unknown>([
    { S: hostileText(dice) },
    { N: dice.one(["1", "-1.5e-130", "9".repeat(38), "1e126", hostileText(dice)]) },
    { B: dice.one(["AQID", hostileText(dice)]) },
    { SS: ["a", hostileText(dice)] },
    { L: [{ M: { a: { BOOL: true } } }, { NULL: true }] },
    { M: { ["__proto__"]: { S: "x" } } },
    { [hostileText(dice)]: hostileText(dice) },
  ]);
}

const EXPRESSIONS = [
  "attribute_exists(a) AND NOT (b = :v OR #n <> :v)",
  "size(a) > :v",
  "a BETWEEN :v AND :v",
  "a IN (:v, :v)",
  "contains(a, :v)",
  `${"(".repeat(3000)}a`,
  `${"NOT ".repeat(900)}a = :v`,
  "a[99999999999999999999] = :v",
];
const UPDATES = ["SET a = :v", "SET a.b[0] = if_not_exists(a, :v) + :v", "REMOVE #n, a[3]", "ADD a :v DELETE b :v"];

function dynamodbInputs(dice: Dice): readonly Input[] {
  const TableName = dice.one(["fuzz-1", "fuzz-2"]);
  const Key = { id: dice.one([{ S: `k${dice.below(4)}` }, attribute(dice)]) };
  const given = {
    ExpressionAttributeNames: { "#n": hostileText(dice) },
    ExpressionAttributeValues: { ":v": attribute(dice) },
  };
  const expression = dice.one([...EXPRESSIONS, hostileText(dice)]);
  const Item = { ...Key, a: attribute(dice), [hostileText(dice)]: attribute(dice) };
  const KeyConditionExpression = dice.one(["id = :v", "id = :v AND begins_with(a, :v)", hostileText(dice)]);
  const table = {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  };
  const Put = { TableName, Item, ConditionExpression: expression, ...given };
  return [
    ["CreateTable", table],
    ["CreateTable", { ...table, GlobalSecondaryIndexes: [{ IndexName: hostileText(dice), Projection: {} }] }],
    ["PutItem", { TableName, Item }],
    ["PutItem", { TableName, Item, ConditionExpression: expression, ...given, ReturnValues: "ALL_OLD" }],
    ["UpdateItem", { TableName, Key, UpdateExpression: dice.one([...UPDATES, hostileText(dice)]), ...given }],
    ["GetItem", { TableName, Key, ProjectionExpression: dice.one(["a", "#n.b[0]", hostileText(dice)]) }],
    ["DeleteItem", { TableName, Key }],
    ["Query", { TableName, KeyConditionExpression, ...given, Limit: 2, ExclusiveStartKey: Key }],
    ["Scan", { TableName, FilterExpression: expression, ...given }],
    ["Scan", { TableName, Segment: dice.below(3), TotalSegments: 2, ExclusiveStartKey: Key }],
    ["BatchGetItem", { RequestItems: { [TableName]: { Keys: [Key] }, ["__proto__"]: { Keys: [Key] } } }],
    ["BatchWriteItem", { RequestItems: { [TableName]: [{ PutRequest: { Item } }, { DeleteRequest: { Key } }] } }],
    ["TransactWriteItems", { TransactItems: [{ Put }], ClientRequestToken: `t${dice.below(3)}` }],
    ["TransactGetItems", { TransactItems: [{ Get: { TableName, Key } }] }],
    ["UpdateTimeToLive", { TableName, TimeToLiveSpecification: { AttributeName: "a", Enabled: dice.chance(0.5) } }],
    ["UpdateTable", { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: hostileText(dice) } }] }],
    ["DescribeTable", { TableName }],
    ["ListTables", { ExclusiveStartTableName: hostileText(dice), Limit: 5 }],
    ["TagResource", { ResourceArn: TableName, Tags: [{ Key: "a", Value: hostileText(dice) }] }],
    ["DeleteTable", { TableName }],
  ];
}

function ssmInputs(dice: Dice): readonly Input[] {
  const Name = dice.one(["/fuzz/a", "/fuzz/b", "fuzz", "/fuzz/a:1", hostileText(dice)]);
  const filter = {
    Key: dice.one(["Name", "tag:a", "Path", hostileText(dice)]),
    Option: dice.one(["BeginsWith", hostileText(dice)]),
    Values: [hostileText(dice)],
  };
  const AllowedPattern = dice.one([".*", "(a+)+$", "[", hostileText(dice)]);
  return [
    ["PutParameter", { Name, Value: hostileText(dice), Type: "String", Overwrite: dice.chance(0.7) }],
    ["PutParameter", { Name: "/fuzz/p", Value: "aaaa", Type: "SecureString", AllowedPattern, Overwrite: true }],
    ["GetParameter", { Name, WithDecryption: true }],
    ["GetParameters", { Names: [Name, hostileText(dice)] }],
    ["GetParametersByPath", { Path: dice.one(["/", "/fuzz", hostileText(dice)]), ParameterFilters: [filter] }],
    ["GetParameterHistory", { Name, NextToken: hostileText(dice) }],
    ["DescribeParameters", { ParameterFilters: [filter], MaxResults: 5 }],
    ["LabelParameterVersion", { Name, Labels: ["good", hostileText(dice)] }],
    ["UnlabelParameterVersion", { Name, ParameterVersion: 1, Labels: ["good"] }],
    ["AddTagsToResource", { ResourceType: "Parameter", ResourceId: Name, Tags: [{ Key: "a", Value: "b" }] }],
    ["ListTagsForResource", { ResourceType: "Parameter", ResourceId: Name }],
    ["DeleteParameters", { Names: [Name, "/fuzz/a"] }],
    ["DeleteParameter", { Name }],
  ];
}

function secretInputs(dice: Dice): readonly Input[] {
  const SecretId = dice.one(["fuzz-1", "fuzz-2", hostileText(dice)]);
  const SecretString = hostileText(dice);
  return [
    ["CreateSecret", { Name: dice.one(["fuzz-1", "fuzz-2"]), SecretString, Tags: [{ Key: "a", Value: "b" }] }],
    ["PutSecretValue", { SecretId, SecretString, VersionStages: [hostileText(dice)] }],
    ["UpdateSecret", { SecretId, SecretBinary: dice.one(["AQID", hostileText(dice)]) }],
    ["GetSecretValue", { SecretId, VersionStage: dice.one(["AWSCURRENT", hostileText(dice)]) }],
    ["BatchGetSecretValue", { Filters: [{ Key: dice.one(["all", hostileText(dice)]), Values: [hostileText(dice)] }] }],
    ["BatchGetSecretValue", { SecretIdList: [SecretId] }],
    ["UpdateSecretVersionStage", { SecretId, VersionStage: "x", MoveToVersionId: hostileText(dice) }],
    ["ListSecretVersionIds", { SecretId, NextToken: hostileText(dice) }],
    ["ListSecrets", { SortBy: "name", Filters: [{ Key: "name", Values: ["!", hostileText(dice)] }] }],
    ["DescribeSecret", { SecretId }],
    ["PutResourcePolicy", { SecretId, ResourcePolicy: hostileText(dice) }],
    ["GetRandomPassword", { PasswordLength: dice.one([1, 4096]), ExcludeCharacters: hostileText(dice) }],
    ["DeleteSecret", { SecretId, ForceDeleteWithoutRecovery: true }],
    ["DeleteSecret", { SecretId: dice.one(["fuzz-1", "fuzz-2"]), ForceDeleteWithoutRecovery: true }],
    ["RestoreSecret", { SecretId }],
  ];
}

function kmsInputs(dice: Dice): readonly Input[] {
  const KeyId = dice.one(["alias/aws/s3", "alias/fuzz", hostileText(dice)]);
  const EncryptionContext = { a: hostileText(dice), ["__proto__"]: "x" };
  const CiphertextBlob = dice.bytes(dice.below(120)).toString("base64");
  return [
    ["CreateAlias", { AliasName: "alias/fuzz", TargetKeyId: "alias/aws/s3" }],
    ["DeleteAlias", { AliasName: "alias/fuzz" }],
    ["Encrypt", { KeyId, Plaintext: dice.one(["AQID", hostileText(dice)]), EncryptionContext }],
    ["Decrypt", { KeyId, CiphertextBlob, EncryptionContext }],
    ["ReEncrypt", { CiphertextBlob, DestinationKeyId: KeyId }],
    ["GenerateDataKey", { KeyId, NumberOfBytes: dice.one([1, 1024, 1025]) }],
    ["GenerateDataKeyWithoutPlaintext", { KeyId, KeySpec: "AES_256" }],
    ["GenerateRandom", { NumberOfBytes: 32 }],
    ["DescribeKey", { KeyId }],
    ["ListKeys", { Limit: 2, Marker: hostileText(dice) }],
    ["ListAliases", { KeyId }],
    ["TagResource", { KeyId, Tags: [{ TagKey: "a", TagValue: hostileText(dice) }] }],
    ["ListResourceTags", { KeyId, Limit: 1 }],
    ["PutKeyPolicy", { KeyId, Policy: hostileText(dice) }],
    ["EnableKeyRotation", { KeyId, RotationPeriodInDays: dice.one([90, 1]) }],
    ["ScheduleKeyDeletion", { KeyId: hostileText(dice) }],
  ];
}

const SCHEDULES = [
  ...["rate(1 minute)", "rate(999999999 days)", "rate(0 days)", "cron(0 0 30 2 ? *)", "cron(* * LW * ? *)"],
  ...["cron(0/1 23-0 ? * 6#5 2199)", `cron(${"0,".repeat(10_000)}0 * * * ? *)`, "cron(0/99999999999 * * * ? *)"],
];

function eventsInputs(dice: Dice): readonly Input[] {
  const Name = dice.one(["fuzz-1", "fuzz-2"]);
  const EventPattern = dice.one([
    '{"source":["fuzz"]}',
    JSON.stringify({ source: [{ wildcard: `${"*a".repeat(30)}*` }], $or: [{ a: [1] }, { b: [{ exists: false }] }] }),
    JSON.stringify({ detail: { a: [{ "anything-but": { prefix: hostileText(dice) } }] } }),
    `${'{"a":'.repeat(1000)}[1]${"}".repeat(1000)}`,
    hostileText(dice),
  ]);
  const InputTransformer = { InputPathsMap: { a: dice.one(["$.detail", hostileText(dice)]) }, InputTemplate: '"<a>"' };
  const entry = { Source: "fuzz", DetailType: hostileText(dice) || "t", Detail: dice.one(["{}", hostileText(dice)]) };
  return [
    ["PutRule", { Name, EventPattern }],
    ["PutRule", { Name, ScheduleExpression: dice.one(SCHEDULES) }],
    ["PutRule", { Name, ScheduleExpression: `cron(${hostileText(dice)})` }],
    ["PutTargets", { Rule: Name, Targets: [{ Id: "1", Arn: QUEUE, DeadLetterConfig: { Arn: hostileText(dice) } }] }],
    ["PutTargets", { Rule: Name, Targets: [{ Id: "1", Arn: QUEUE, InputTransformer }] }],
    ["PutTargets", { Rule: Name, Targets: [{ Id: "1", Arn: dice.one([QUEUE, hostileText(dice)]), Input: "{}" }] }],
    ["PutEvents", { Entries: [entry, { ...entry, Time: dice.one([0, -1, 1e300]) }] }],
    ["PutEvents", { Entries: [{ ...entry, EventBusName: hostileText(dice), Resources: [hostileText(dice)] }] }],
    ["TestEventPattern", { EventPattern, Event: dice.one(['{"source":"fuzz","a":{}}', hostileText(dice)]) }],
    ["RemoveTargets", { Rule: Name, Ids: ["1"] }],
    ["DeleteRule", { Name }],
    ["DescribeRule", { Name }],
    ["ListRules", { NamePrefix: hostileText(dice), Limit: 5 }],
    ["ListTargetsByRule", { Rule: Name, NextToken: hostileText(dice) }],
    ["CreateEventBus", { Name: "fuzz" }],
    ["DeleteEventBus", { Name: "fuzz" }],
    ["ListEventBuses", {}],
    ["TagResource", { ResourceARN: hostileText(dice), Tags: [{ Key: "a", Value: "b" }] }],
  ];
}

/** SNS takes forms. */
function snsRequest(dice: Dice): SmallRequest {
  const topic = dice.one([TopicArn, `${TopicArn}.fifo`, hostileText(dice)]);
  const attribute = (name: string, value: string): [string, string][] => [
    ["Attributes.entry.1.key", name],
    ["Attributes.entry.1.value", value],
  ];
  const policy = dice.one(['{"a":["b"]}', '{"a":[{"numeric":[">",1]}]}', hostileText(dice)]);
  const message: [string, string][] = [
    ["TopicArn", topic],
    ["Message", hostileText(dice) || "m"],
    ["MessageStructure", dice.one(["", "json"])],
    ["Subject", hostileText(dice)],
    ["MessageAttributes.entry.1.Name", hostileText(dice) || "a"],
    ["MessageAttributes.entry.1.Value.DataType", dice.one(["String", "Number", "String.Array", hostileText(dice)])],
    ["MessageAttributes.entry.1.Value.StringValue", hostileText(dice)],
    ["MessageGroupId", "g"],
  ];
  const batch: [string, string][] = [
    ["TopicArn", topic],
    ["PublishBatchRequestEntries.member.1.Id", "1"],
    ["PublishBatchRequestEntries.member.1.Message", hostileText(dice)],
    ["PublishBatchRequestEntries.member.99999999.Id", "2"],
  ];
  const [Action, members] = dice.one<[string, [string, string][]]>([
    ["CreateTopic", [["Name", dice.one(["fuzz", hostileText(dice)])]]],
    ["CreateTopic", [["Name", "fuzz.fifo"], ...attribute("FifoTopic", "true")]],
    [
      "Subscribe",
      [["TopicArn", TopicArn], ["Protocol", "sqs"], ["Endpoint", QUEUE], ...attribute("FilterPolicy", policy)],
    ],
    ["Publish", message],
    ["Publish", message],
    ["PublishBatch", batch],
    ["GetTopicAttributes", [["TopicArn", topic]]],
    [
      "SetTopicAttributes",
      [
        ["TopicArn", topic],
        ["AttributeName", "DisplayName"],
        ["AttributeValue", "x"],
      ],
    ],
    ["ListTopics", [["NextToken", hostileText(dice)]]],
    ["ListSubscriptionsByTopic", [["TopicArn", topic]]],
    ["ListTagsForResource", [["ResourceArn", topic]]],
    ["Unsubscribe", [["SubscriptionArn", hostileText(dice)]]],
    ["DeleteTopic", [["TopicArn", topic]]],
  ]);
  const odd: [string, string][] = dice.chance(0.1) ? [[hostileText(dice), hostileText(dice)]] : [];
  const form = new URLSearchParams([["Action", Action], ["Version", "2010-03-31"], ...members, ...odd]);
  const text = String(form);
  const body = dice.chance(0.05) ? dice.bytes(dice.below(200)) : Buffer.from(text);
  return { headers: { "content-type": "application/x-www-form-urlencoded" }, body };
}
