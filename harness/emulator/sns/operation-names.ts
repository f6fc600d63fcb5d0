/** Operations that this room answers. */
export const OPERATION_NAMES = [
  "CreateTopic",
  "DeleteTopic",
  "GetSubscriptionAttributes",
  "GetTopicAttributes",
  "ListSubscriptions",
  "ListSubscriptionsByTopic",
  "ListTagsForResource",
  "ListTopics",
  "Publish",
  "PublishBatch",
  "SetSubscriptionAttributes",
  "SetTopicAttributes",
  "Subscribe",
  "TagResource",
  "Unsubscribe",
  "UntagResource",
] as const;

export type SnsOperationName = (typeof OPERATION_NAMES)[number];
