/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "CreateEventBus",
  "DeleteEventBus",
  "DeleteRule",
  "DescribeEventBus",
  "DescribeRule",
  "DisableRule",
  "EnableRule",
  "ListEventBuses",
  "ListRuleNamesByTarget",
  "ListRules",
  "ListTagsForResource",
  "ListTargetsByRule",
  "PutEvents",
  "PutRule",
  "PutTargets",
  "RemoveTargets",
  "TagResource",
  "TestEventPattern",
  "UntagResource",
] as const;

export type EventsOperationName = (typeof OPERATION_NAMES)[number];
