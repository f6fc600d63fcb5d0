import { expect, test } from "vitest";
import { ALL_PARAMETERS } from "../parameters.ts";
import { type PublishedModel, readPublishedModel, shapeOf } from "../published-model/published-model.ts";
import { inWholeCloud } from "../stepfunctions/test/whole-cloud.ts";

const MODELS: Readonly<Record<string, PublishedModel>> = {
  dynamodb: readPublishedModel("dynamodb"),
  events: readPublishedModel("events"),
  iam: readPublishedModel("iam"),
  kms: readPublishedModel("kms"),
  lambda: readPublishedModel("lambda"),
  logs: readPublishedModel("logs"),
  s3: readPublishedModel("s3"),
  secretsmanager: readPublishedModel("secretsmanager"),
  sns: readPublishedModel("sns"),
  sqs: readPublishedModel("sqs"),
  ssm: readPublishedModel("ssm"),
  sts: readPublishedModel("sts"),
};

/** What an operation cannot do without before it looks at anything else. */
const REQUIRED: Readonly<Record<string, unknown>> = {
  FunctionName: "worker",
  logGroupName: "group",
  logStreamName: "stream",
  logEvents: [],
};

/** Headers that the wire of state machines does not know: `invoke.contract.test.ts` sends them. */
const HEADERS = new Set(["DurableExecutionName", "TenantId"]);
/** What state machines cannot call: `response-stream.contract.test.ts` does. */
const ON_THE_WIRE = new Set(["InvokeWithResponseStream"]);

const TEXTS = new Set(["ClientContext", "ImageUri"]);

function membersOf(service: string, operation: string): readonly string[] {
  const input = MODELS[service]?.operations[operation]?.input;
  const shape = input && MODELS[service] && shapeOf(MODELS[service], input.shape);
  return shape?.type === "structure" ? Object.keys(shape.members) : [];
}

const ROWS = ALL_PARAMETERS.flatMap(({ service, refused, withoutEffect }) =>
  [...Object.entries(refused), ...Object.entries(withoutEffect)].map(([operation, names]) => ({
    service,
    operation,
    names,
  })),
);

/** `X.Y` is a member of the document X. */
function isPublished(service: string, operation: string, name: string): boolean {
  const [shapeName = "", member] = name.split(".");
  if (member === undefined) return membersOf(service, operation).includes(name);
  const shape = MODELS[service] && shapeOf(MODELS[service], shapeName);
  return shape?.type === "structure" && Object.hasOwn(shape.members, member);
}

test.each(ROWS)("$service $operation: the parameters are AWS's", ({ service, operation, names }) => {
  expect(names.filter((name) => !isPublished(service, operation, name))).toEqual([]);
});

/** Those that state machines can call: `s3/test/parameters.wire.test.ts` and `iam/test/iam.contract.test.ts` send the others'. */
const CALLABLE = ALL_PARAMETERS.filter(({ service }) => !["s3", "sqs", "sts", "iam"].includes(service));

const REFUSED = CALLABLE.flatMap(({ service, refused }) =>
  Object.entries(refused)
    .filter(([operation]) => !ON_THE_WIRE.has(operation))
    .map(([operation, names]) => ({ service, operation, names })),
);

test.each(REFUSED)("$service $operation refuses by name what it does not emulate", ({ service, operation, names }) =>
  inWholeCloud(async (at) => {
    const { lambda, sqs } = at.cloud;
    const handler = () => Promise.resolve("{}");
    const sizes = { timeoutSeconds: 1, memoryMegabytes: 128, environment: {} };
    lambda.registerFunction({ functionName: "worker", role: "functions", ...sizes, handler });
    const EventSourceArn = sqs.createQueue("jobs").arn;
    const { uuid: UUID } = lambda.createEventSourceMapping({ EventSourceArn, FunctionName: "worker" });
    for (const name of names.filter((one) => !HEADERS.has(one) && !one.includes("."))) {
      const request = { ...REQUIRED, UUID, [name]: TEXTS.has(name) ? "x" : { a: "b" } };
      const known = Object.entries(request).filter(([member]) => membersOf(service, operation).includes(member));
      const spelled = known.map(([member, value]) => [member[0]?.toUpperCase() + member.slice(1), value]);
      await expect(at.call(service, operation, Object.fromEntries(spelled)), name).rejects.toMatchObject({
        code: "NotImplemented",
      });
    }
  }),
);

const INDEX = { IndexName: "byB", KeySchema: [{ AttributeName: "b", KeyType: "HASH" }], Projection: {} };
const TABLE = {
  TableName: "photos",
  AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
};
const TARGET = { Id: "1", Arn: "arn:aws:sqs:us-east-1:123456789012:jobs" };

/** What an inner document may say, by its shape: a request of the operation with it. */
const WITH_INNER: Readonly<Record<string, (inner: object) => object>> = {
  KeysAndAttributes: (inner) => ({ RequestItems: { photos: { Keys: [{ a: { S: "1" } }], ...inner } } }),
  StreamSpecification: (inner) => ({ ...TABLE, StreamSpecification: inner }),
  GlobalSecondaryIndex: (inner) => ({ ...TABLE, GlobalSecondaryIndexes: [{ ...INDEX, ...inner }] }),
  CreateGlobalSecondaryIndexAction: (inner) => ({
    TableName: "photos",
    GlobalSecondaryIndexUpdates: [{ Create: { ...INDEX, ...inner } }],
  }),
  UpdateGlobalSecondaryIndexAction: (inner) => ({
    TableName: "photos",
    GlobalSecondaryIndexUpdates: [
      {
        Update: {
          IndexName: "byB",
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
          ...inner,
        },
      },
    ],
  }),
  Target: (inner) => ({ Rule: "r", Targets: [{ ...TARGET, ...inner }] }),
};

const INNER = CALLABLE.filter(({ service }) => service === "dynamodb" || service === "events").flatMap(
  ({ service, refused }) =>
    Object.entries(refused).flatMap(([operation, names]) =>
      names.filter((name) => name.includes(".")).map((name) => ({ service, operation, name })),
    ),
);

test.each(INNER)("$service $operation refuses $name", ({ service, operation, name }) =>
  inWholeCloud(async (at) => {
    const [shape = "", member = ""] = name.split(".");
    const request = WITH_INNER[shape]?.({ [member]: member === "AttributesToGet" ? ["a"] : { a: "b" } }) ?? {};
    await expect(at.call(service, operation, { ...request })).rejects.toMatchObject({
      code: "NotImplemented",
      message: expect.stringContaining(member),
    });
  }),
);
