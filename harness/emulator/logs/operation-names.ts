/** Operations that this room answers; `index.ts` says what answers each. */
export const OPERATION_NAMES = [
  "CreateLogGroup",
  "CreateLogStream",
  "DeleteLogGroup",
  "DeleteLogStream",
  "DeleteRetentionPolicy",
  "DescribeLogGroups",
  "DescribeLogStreams",
  "FilterLogEvents",
  "GetLogEvents",
  "ListTagsForResource",
  "PutLogEvents",
  "PutRetentionPolicy",
  "TagResource",
  "UntagResource",
] as const;

export type LogsOperationName = (typeof OPERATION_NAMES)[number];
