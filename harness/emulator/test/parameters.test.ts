import { expect, test } from "vitest";
import { ALL_PARAMETERS } from "../parameters.ts";
import { type PublishedModel, readPublishedModel, shapeOf } from "../published-model/published-model.ts";
import { inWholeCloud } from "../stepfunctions/test/whole-cloud.ts";

const MODELS: Readonly<Record<string, PublishedModel>> = {
  iam: readPublishedModel("iam"),
  lambda: readPublishedModel("lambda"),
  logs: readPublishedModel("logs"),
  s3: readPublishedModel("s3"),
  sqs: readPublishedModel("sqs"),
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
const CALLABLE = ALL_PARAMETERS.filter(({ service }) => service === "lambda" || service === "logs");

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
    for (const name of names.filter((one) => !HEADERS.has(one))) {
      const request = { ...REQUIRED, UUID, [name]: TEXTS.has(name) ? "x" : { a: "b" } };
      const known = Object.entries(request).filter(([member]) => membersOf(service, operation).includes(member));
      const spelled = known.map(([member, value]) => [member[0]?.toUpperCase() + member.slice(1), value]);
      await expect(at.call(service, operation, Object.fromEntries(spelled)), name).rejects.toMatchObject({
        code: "NotImplemented",
      });
    }
  }),
);
