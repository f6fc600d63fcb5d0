import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { smallPackage } from "./small-package.ts";

installWorldGlobals();

const ALL = [{ actions: ["*"], resources: ["*"] }];
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";
const FunctionName = "worker";

/** A function that does what its event says, a topic and a bus; what they are told reaches the queues of their names. */
const withTopicAndBus = (
  story: (at: WholeCloud, topic: string, bus: string, told: (queue: string) => unknown[]) => Promise<void>,
) =>
  inWholeCloud(
    async (at) => {
      at.cloud.lambda.registerFunction({
        functionName: FunctionName,
        role: "functions",
        timeoutSeconds: 3,
        memoryMegabytes: 128,
        environment: {},
        handler: async (payload) => {
          if (payload === "0") throw new Error("no");
          return "1";
        },
      });
      const { TopicArn } = await at.call("sns", "CreateTopic", { Name: "topic" });
      const Endpoint = at.cloud.sqs.createQueue("topic").arn;
      const Attributes = { RawMessageDelivery: "true" };
      await at.call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint, Attributes });
      const { EventBusArn } = await at.call("events", "CreateEventBus", { Name: "bus" });
      const Arn = at.cloud.sqs.createQueue("bus").arn;
      await at.call("events", "PutRule", { Name: "r", EventBusName: "bus", EventPattern: '{"source":["lambda"]}' });
      await at.call("events", "PutTargets", { Rule: "r", EventBusName: "bus", Targets: [{ Id: "queue", Arn }] });
      await story(at, String(TopicArn), String(EventBusArn), (queue) =>
        at.cloud.sqs.messages(queue).map(({ body }) => JSON.parse(body)),
      );
    },
    { functions: ALL, sns: ALL, events: ALL },
  );

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
test("a topic and a bus are told how asynchronous invocations end", () =>
  withTopicAndBus(async (at, topic, bus, told) => {
    await at.call("lambda", "PutFunctionEventInvokeConfig", {
      FunctionName,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: { Destination: topic }, OnFailure: { Destination: bus } },
    });
    for (const Payload of ["1", "0"]) {
      await at.call("lambda", "Invoke", { FunctionName, InvocationType: "Event", Payload });
    }
    await at.clock.settle();
    expect(told("topic")).toMatchObject([
      { requestContext: { condition: "Success" }, requestPayload: 1, responsePayload: 1 },
    ]);
    expect(told("bus")).toMatchObject([
      {
        source: "lambda",
        "detail-type": "Lambda Function Invocation Result - Failure",
        resources: [bus, `${ARN}:$LATEST`],
        detail: { requestContext: { condition: "RetriesExhausted" }, responsePayload: { errorMessage: "no" } },
      },
    ]);
  }));

test("a topic that is not there leaves a note", () =>
  withTopicAndBus(async (at, topic) => {
    const DestinationConfig = { OnSuccess: { Destination: `${topic}-none` } };
    await at.call("lambda", "PutFunctionEventInvokeConfig", { FunctionName, DestinationConfig });
    await at.call("lambda", "Invoke", { FunctionName, InvocationType: "Event", Payload: "1" });
    await at.clock.settle();
    const notes = at.trace.of("note").map(({ message }) => message);
    expect(notes).toContain(`the destination ${topic}-none refuses: 404`);
  }));

test("a topic gets the events that a function has given up, as its dead letters", async () => {
  const zip = await smallPackage({ "handler.mjs": "export const handler = async () => { throw new Error('no'); };" });
  await withTopicAndBus(async (at, TargetArn) => {
    try {
      const created = {
        FunctionName: "failing",
        Role: "arn:aws:iam::123456789012:role/functions",
        Runtime: "nodejs22.x",
        Handler: "handler.handler",
        Code: { ZipFile: zip.toString("base64") },
        DeadLetterConfig: { TargetArn },
      };
      await at.cloud.gateway.sendAs("test", "administrator", {
        method: "POST",
        path: "/2015-03-31/functions",
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(created)),
      });
      await at.call("lambda", "PutFunctionEventInvokeConfig", { FunctionName: "failing", MaximumRetryAttempts: 0 });
      await at.call("lambda", "Invoke", { FunctionName: "failing", InvocationType: "Event", Payload: "7" });
      await at.clock.settle();
      expect(at.cloud.sqs.messages("topic")).toMatchObject([
        {
          body: "7",
          attributes: {
            ErrorCode: { DataType: "Number", StringValue: "200" },
            ErrorMessage: { DataType: "String", StringValue: "no" },
          },
        },
      ]);
    } finally {
      at.cloud.lambda.close();
    }
  });
});
