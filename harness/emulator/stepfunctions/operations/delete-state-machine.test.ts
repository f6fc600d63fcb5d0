import { expect, test } from "vitest";
import { EXECUTION, inMachineRoom, MACHINE, WAITING } from "../test/machine-room.ts";
import { ROLE_ARN } from "../test/run-machine.ts";

// Recorded on AWS by third parties in September 2026.
test("a machine with running executions is DELETING until each has failed at its next event", () =>
  inMachineRoom(
    async (ask, clock) => {
      await ask("StartExecution", { stateMachineArn: MACHINE, name: "one" });
      await clock.sleep(1000, "a moment");
      await ask("StartExecution", { stateMachineArn: MACHINE, name: "two" });
      for (const _ of [1, 2]) expect(await ask("DeleteStateMachine", { stateMachineArn: MACHINE })).toEqual({});
      expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).toMatchObject({ status: "DELETING" });
      const deleting = `StateMachineDeleting: State Machine is being deleted: '${MACHINE}'`;
      const machine = { name: "machine", definition: WAITING, roleArn: ROLE_ARN };
      expect(await ask("StartExecution", { stateMachineArn: MACHINE, name: "three" })).toBe(deleting);
      expect(await ask("UpdateStateMachine", { stateMachineArn: MACHINE, roleArn: ROLE_ARN })).toBe(deleting);
      expect(await ask("PublishStateMachineVersion", { stateMachineArn: MACHINE })).toBe(deleting);
      expect(await ask("CreateStateMachine", machine)).toBe(deleting);
      expect(await ask("DescribeExecution", { executionArn: `${EXECUTION}:one` })).toMatchObject({ status: "RUNNING" });
      await clock.sleep(59_000, "the end of the first wait");
      expect(await ask("DescribeExecution", { executionArn: `${EXECUTION}:one` })).toMatchObject({
        status: "FAILED",
        error: "States.Runtime",
        cause: "State machine machine has been deleted",
        redriveStatusReason: "State machine is in DELETING status",
      });
      const history = await ask("GetExecutionHistory", { executionArn: `${EXECUTION}:one` });
      expect((history as { events: { type: string }[] }).events.map(({ type }) => type)).toEqual([
        "ExecutionStarted",
        "WaitStateEntered",
        "ExecutionFailed",
      ]);
      expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).toMatchObject({ status: "DELETING" });
      await clock.sleep(1000, "the end of the second wait");
      expect(await ask("DescribeStateMachine", { stateMachineArn: MACHINE })).toBe(
        `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
      );
      expect(await ask("CreateStateMachine", machine)).toMatchObject({ stateMachineArn: MACHINE });
    },
    { definition: WAITING },
  ));

test("stopping the last execution ends the deletion", () =>
  inMachineRoom(
    async (ask) => {
      await ask("StartExecution", { stateMachineArn: MACHINE, name: "one" });
      await ask("DeleteStateMachine", { stateMachineArn: MACHINE });
      await ask("StopExecution", { executionArn: `${EXECUTION}:one` });
      expect(await ask("ListStateMachines")).toEqual({ stateMachines: [] });
      expect(await ask("DescribeExecution", { executionArn: `${EXECUTION}:one` })).toMatchObject({ status: "ABORTED" });
    },
    { definition: WAITING },
  ));
