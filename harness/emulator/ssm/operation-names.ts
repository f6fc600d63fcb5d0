/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "AddTagsToResource",
  "DeleteParameter",
  "DeleteParameters",
  "DescribeParameters",
  "GetParameter",
  "GetParameterHistory",
  "GetParameters",
  "GetParametersByPath",
  "LabelParameterVersion",
  "ListTagsForResource",
  "PutParameter",
  "RemoveTagsFromResource",
  "UnlabelParameterVersion",
] as const;

export type SsmOperationName = (typeof OPERATION_NAMES)[number];
