import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import type { Deployment, State } from "./definition.ts";
import { finalizationDefinition } from "./finalization.ts";
import { processingDefinition } from "./processing.ts";

const to: Deployment = {
  functionArn: (lambda) => `arn:${lambda}`,
  mediaConvertRoleArn: "arn:role",
  region: "us-east-1",
};
const SYSTEMS = ["incident", "current", "fixed"] as const;

test.each(SYSTEMS)("%s: every transition leads to a state, and every state is reached", (revision) => {
  const system = new System(revision);
  for (const machine of [processingDefinition(system, to), finalizationDefinition(system, to)]) {
    expectConnected(machine.StartAt, machine.States);
  }
});

/** The order of states in the recorded executions (golden, `execution.trace`). */
test("branches of the processing machine at each revision", () => {
  expect(branchStarts("incident")).toEqual(["GenerateThumbnails", "CheckVideoProcessing"]);
  expect(branchStarts("current")).toEqual(["GenerateThumbnails", "CheckVideoThumbnails", "CheckVideoProcessing"]);
});

test("D10: only without it does the processing machine report its start, and a lost report does not stop it", () => {
  const current = processingDefinition(new System("current"), to);
  expect(current.StartAt).toBe("ValidateRawAssets");
  const mended = processingDefinition(new System("current").with({ removed: ["D10"] }), to);
  expect(mended.StartAt).toBe("ReportStarted");
  expect(mended.States.ReportStarted).toMatchObject({
    Parameters: { body: { status: "RUNNING", "executionArn.$": "$$.Execution.Id" } },
    ResultPath: null,
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "ValidateRawAssets" }],
  });
});

test("D12: with it the failure of a finalization has the error as Step Functions spells it, without it as the server reads it", () => {
  const bodyOf = (system: System) => finalizationDefinition(system, to).States.ReportFailure;
  expect(bodyOf(new System("current"))).toMatchObject({ Parameters: { body: { "error.$": "$.error" } } });
  expect(bodyOf(new System("fixed"))).toMatchObject({
    Parameters: { body: { error: { "code.$": "$.error.Error", "message.$": "$.error.Cause" } } },
  });
});

test("D14: with it callbacks are retried three times and reports of failures not at all", () => {
  const { FinalizeAndCallback, ReportFailure } = processingDefinition(new System("current"), to).States;
  expect(FinalizeAndCallback).toMatchObject({ Retry: [{ IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2 }] });
  expect(ReportFailure).not.toHaveProperty("Retry");
  const fixed = processingDefinition(new System("fixed"), to).States;
  expect(fixed.ReportFailure).toMatchObject({ Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 6 }] });
});

test("D26: with it one video is converted and not awaited, without it all are, with their sound", () => {
  const branchOf = (system: System) => {
    const parallel = processingDefinition(system, to).States.ParallelProcessing;
    return parallel?.Type === "Parallel" ? parallel.Branches.at(-1)?.States : undefined;
  };
  const settings = (created: unknown) => (created as { Parameters: { Settings: unknown } }).Parameters.Settings;
  const { ProcessVideos } = branchOf(new System("current")) ?? {};
  expect(ProcessVideos).toMatchObject({ Resource: "arn:aws:states:::aws-sdk:mediaconvert:createJob" });
  expect(JSON.stringify(settings(ProcessVideos))).not.toContain("Audio");
  expect(branchOf(new System("fixed").with({ added: ["D26"] }))).toEqual(branchOf(new System("current")));

  const { ConvertVideos } = branchOf(new System("fixed")) ?? {};
  if (ConvertVideos?.Type !== "Map") throw new Error("videos are converted in a Map");
  const { ConvertVideo } = ConvertVideos.ItemProcessor.States;
  expect(ConvertVideo).toMatchObject({ Resource: "arn:aws:states:::mediaconvert:createJob.sync" });
  expect(settings(ConvertVideo)).toMatchObject({ OutputGroups: [{ Outputs: [{ AudioDescriptions: [{}] }] }] });
});

test("D17: without it an input without traceparent gets an empty one", () => {
  expect(finalizationDefinition(new System("current"), to).StartAt).toBe("CreateZipBundle");
  const { StartAt, States } = finalizationDefinition(new System("fixed"), to);
  expect(StartAt).toBe("CheckTraceparent");
  expect(States.WithoutTrace).toMatchObject({ Result: "", ResultPath: "$.traceparent", Next: "CreateZipBundle" });
});

function branchStarts(revision: "incident" | "current"): readonly string[] {
  const parallel = processingDefinition(new System(revision), to).States.ParallelProcessing;
  return parallel?.Type === "Parallel" ? parallel.Branches.map(({ StartAt }) => StartAt) : [];
}

function expectConnected(startAt: string, states: Readonly<Record<string, State>>): void {
  const reached = new Set([startAt]);
  for (const state of Object.values(states)) {
    for (const next of targetsOf(state)) reached.add(next);
    if (state.Type === "Parallel") {
      for (const branch of state.Branches) expectConnected(branch.StartAt, branch.States);
    }
    if (state.Type === "Map") expectConnected(state.ItemProcessor.StartAt, state.ItemProcessor.States);
  }
  expect([...reached].sort()).toEqual(Object.keys(states).sort());
}

function targetsOf(state: State): readonly string[] {
  const targets: (string | undefined)[] = [];
  if ("Next" in state) targets.push(state.Next);
  if ("Catch" in state) targets.push(...(state.Catch?.map(({ Next }) => Next) ?? []));
  if (state.Type === "Choice") targets.push(state.Default, ...state.Choices.map(({ Next }) => Next));
  return targets.filter((target) => target !== undefined);
}
