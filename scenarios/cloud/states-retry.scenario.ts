import { CreateStateMachineCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect, scenario } from "#scenario";

/** Fails as often as its input says; the machine passes the number of the attempt. */
const SOURCE = `
export const handler = async ({ attempt, fails, name }) => {
  if (attempt < fails) throw Object.assign(new Error("attempt " + attempt), { name });
  return { attempt };
};`;

const task = (functionName: string, fails: number, name: string, more: object) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: {
    FunctionName: functionName,
    Payload: { "attempt.$": "$$.State.RetryCount", fails, name },
  },
  ResultSelector: { "attempt.$": "$.Payload.attempt" },
  ...more,
});

scenario(
  "Step Functions: a task is tried again as its retrier says, and what no retrier takes is caught",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { sfn } = await world.clients();
    const arn = await world.deployFunction({ name: "flaky", source: SOURCE });
    const retry = [{ ErrorEquals: ["Shaky"], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }];
    const caught = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "Caught" }];
    const definition = {
      StartAt: "WorksAtLast",
      States: {
        WorksAtLast: task(arn, 2, "Shaky", { Retry: retry, ResultPath: "$.first", Next: "NeverWorks" }),
        NeverWorks: task(arn, 9, "Shaky", { Retry: retry, Catch: caught, Next: "Unreached" }),
        Caught: { Type: "Pass", Parameters: { "error.$": "$.failure.Error", "first.$": "$.first" }, Next: "Other" },
        Other: task(arn, 9, "Hopeless", { Retry: retry, Next: "Unreached" }),
        Unreached: { Type: "Succeed" },
      },
    };
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: "retries",
        definition: JSON.stringify(definition),
        roleArn: `arn:aws:iam::${world.place.accountId}:role/any`,
      }),
    );
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: "one", input: '{"n":1.0}' }));
    await world.settle();
    const [execution] = await world.executions();
    expect(execution?.status).toBe("FAILED");
    observe("error", execution?.error);
  },
);
