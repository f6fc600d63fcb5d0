import type { LogGroupDirectory } from "./log-group-directory.ts";

/** Name and text are AWS's (seen in listings that users published). */
const VALIDATION_STREAM = "log_stream_created_by_aws_to_validate_log_delivery_subscriptions";
const VALIDATION_MESSAGE =
  "Permissions are set correctly to allow AWS CloudWatch Logs to write into your logs while creating a subscription.";

/** What happens when another service is told to log here: the group gets a stream with one event, once. */
export function subscribe(groups: LogGroupDirectory, logGroupName: string): boolean {
  const group = groups.find(logGroupName);
  if (!group) return false;
  if (!group.streams.has(VALIDATION_STREAM)) {
    const stream = group.createStream(VALIDATION_STREAM, groups.now());
    groups.append(stream, { timestamp: groups.now(), message: VALIDATION_MESSAGE });
  }
  return true;
}
