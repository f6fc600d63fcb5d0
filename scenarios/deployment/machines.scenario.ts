import { DescribeStateMachineCommand } from "@aws-sdk/client-sfn";
import { expect, FINALIZATION_MACHINE, PROCESSING_MACHINE, scenario, stateMachineArn } from "#scenario";

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
}
interface State {
  readonly Type: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Next?: string;
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
}
interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const TASK_FAILED = "States.TaskFailed";
const PATIENT = "States.ALL 5 s 6 × 2";

/** docs/contract/pipeline.md 5 and 6: time-out, retries, where an error goes, what is next. */
const PROCESSING: Readonly<Record<string, readonly unknown[]>> = {
  ReportStarted: [60, [`${TASK_FAILED} 2 s 2 × 2`], ["ValidateRawAssets"], "ValidateRawAssets"],
  ValidateRawAssets: [120, [`${TASK_FAILED} 2 s 2 × 2`], ["ValidationFailed"], "ParallelProcessing"],
  GenerateThumbnails: [600, [`${TASK_FAILED} 5 s 2 × 2`], [], undefined],
  GenerateVideoThumbnails: [600, [`${TASK_FAILED} 5 s 2 × 2`], [], undefined],
  ConvertVideo: [
    1500,
    ["MediaConvert.TooManyRequestsException,MediaConvert.InternalServerErrorException 10 s 4 × 2"],
    ["CheckFailure"],
    "VideoConverted",
  ],
  ConsolidateResults: [undefined, [`${TASK_FAILED} 5 s 2 × 2`], ["ReportFailure"], "FinalizeAndCallback"],
  FinalizeAndCallback: [120, [PATIENT], [], "ProcessingSucceeded"],
  ValidationFailed: [60, [PATIENT], [], "ProcessingFailed"],
  ReportFailure: [60, [PATIENT], [], "ProcessingFailed"],
};
const FINALIZATION: Readonly<Record<string, readonly unknown[]>> = {
  CreateZipBundle: [1800, [`${TASK_FAILED} 10 s 2 × 2`], ["ReportFailure"], "FinalizeAndCallback"],
  FinalizeAndCallback: [120, [PATIENT], [], "FinalizationSucceeded"],
  ReportFailure: [60, [PATIENT], [], "FinalizationFailed"],
};

function tasksOf({ States }: Machine): [string, State][] {
  return Object.entries(States).flatMap(([name, state]) => {
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].flatMap(tasksOf);
    return state.Type === "Task" ? [[name, state] as [string, State], ...inner] : inner;
  });
}

const retrierText = ({ ErrorEquals, IntervalSeconds, MaxAttempts, BackoffRate }: Retrier) =>
  `${ErrorEquals.join(",")} ${IntervalSeconds} s ${MaxAttempts} × ${BackoffRate}`;

scenario("every task of both machines has its time-out, its retries and its way out", {}, async ({ world }) => {
  const { sfn } = await world.clients();
  const machineOf = async (name: string) => {
    const command = new DescribeStateMachineCommand({ stateMachineArn: stateMachineArn(world.place, name) });
    return JSON.parse((await sfn.send(command)).definition ?? "{}") as Machine;
  };
  const table = (machine: Machine) =>
    Object.fromEntries(
      tasksOf(machine).map(([name, { TimeoutSeconds, Retry = [], Catch = [], Next }]) => [
        name,
        [TimeoutSeconds, Retry.map(retrierText), Catch.map((catcher) => catcher.Next), Next],
      ]),
    );
  const processing = await machineOf(PROCESSING_MACHINE);
  expect(table(processing)).toEqual(PROCESSING);
  expect(processing.States.ParallelProcessing?.Catch).toMatchObject([{ Next: "ReportFailure" }]);
  expect(processing.States.ParallelProcessing?.Branches?.map(({ StartAt }) => StartAt)).toEqual([
    "GenerateThumbnails",
    "CheckVideoThumbnails",
    "CheckVideoProcessing",
  ]);
  expect(table(await machineOf(FINALIZATION_MACHINE))).toEqual(FINALIZATION);
});
