/** Operations that AWS has and this room refuses by name. */
export const NOT_EMULATED = [
  "DescribeMapRun",
  "ListMapRuns",
  "RedriveExecution",
  "TestState",
  "UpdateMapRun",
  "ValidateStateMachineDefinition",
] as const;
