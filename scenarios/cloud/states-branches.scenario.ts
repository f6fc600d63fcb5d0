import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { scenario, serviceAnswer } from "#scenario";

const DEFINITION = {
  StartAt: "Sort",
  States: {
    Sort: {
      Type: "Choice",
      Choices: [
        { Variable: "$.kind", StringEquals: "fail", Next: "GiveUp" },
        {
          And: [
            { Variable: "$.n", NumericGreaterThan: 2 },
            { Variable: "$.kind", IsPresent: true },
          ],
          Next: "Both",
        },
        { Variable: "$.kind", StringEquals: "wait", Next: "Linger" },
      ],
      Default: "Each",
    },
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Left", States: { Left: { Type: "Pass", Result: { side: "left" }, End: true } } },
        {
          StartAt: "Right",
          States: { Right: { Type: "Pass", Parameters: { "upper.$": "States.Format('{}!', $.kind)" }, End: true } },
        },
      ],
      ResultPath: "$.both",
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "index.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value" },
      ItemProcessor: {
        StartAt: "Item",
        States: { Item: { Type: "Pass", OutputPath: "$.value", End: true } },
      },
      MaxConcurrency: 1,
      ResultPath: "$.each",
      Next: "Done",
    },
    Linger: { Type: "Wait", Seconds: 60, Next: "Done" },
    GiveUp: { Type: "Fail", Error: "Refused", Cause: "it said so" },
    Done: { Type: "Succeed", OutputPath: "$.each" },
  },
};

scenario(
  "Step Functions: choices, branches, maps, failures, and what the API says of them",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { sfn } = await world.clients();
    const roleArn = `arn:aws:iam::${world.place.accountId}:role/any`;
    const create = (name: string, definition: unknown) =>
      sfn.send(new CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn }));
    const { stateMachineArn } = await create("branches", DEFINITION);
    const start = (name: string, input: unknown) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));

    for (const [name, input] of Object.entries({
      parallel: { kind: "big", n: 3, items: [1, "two", null] },
      map: { kind: "small", n: 1, items: [{ deep: [0.5] }] },
      empty: { kind: "small", n: 1, items: [] },
      failing: { kind: "fail", n: 0 },
      "missing-path": { kind: "small", n: 1 },
    })) {
      await start(name, input);
      await world.settle();
    }
    const { executionArn } = await start("stopped", { kind: "wait", n: 1 });
    await world.advance(500);
    await sfn.send(new StopExecutionCommand({ executionArn, error: "Enough", cause: "nobody waits" }));
    await world.settle();

    observe("the same name again", await serviceAnswer(start("map", { kind: "other" })));
    const missing = `${executionArn}-none`;
    observe(
      "an execution that does not exist",
      await serviceAnswer(sfn.send(new DescribeExecutionCommand({ executionArn: missing }))),
    );
    observe(
      "a definition without its start",
      await serviceAnswer(create("broken", { ...DEFINITION, StartAt: "Nowhere" })),
    );
  },
);
