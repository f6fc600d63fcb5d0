import { createJsonProtocol } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { LogGroupDirectory } from "./log-group-directory.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { LogsOperationName } from "./operation-names.ts";
import { createLogGroup } from "./operations/create-log-group.ts";
import { createLogStream } from "./operations/create-log-stream.ts";
import { deleteLogGroup } from "./operations/delete-log-group.ts";
import { deleteLogStream } from "./operations/delete-log-stream.ts";
import { deleteRetentionPolicy } from "./operations/delete-retention-policy.ts";
import { describeLogGroups } from "./operations/describe-log-groups.ts";
import { describeLogStreams } from "./operations/describe-log-streams.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putLogEvents } from "./operations/put-log-events.ts";
import { putRetentionPolicy } from "./operations/put-retention-policy.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { REFUSED_PARAMETERS } from "./refused-parameters.ts";
import { subscribe } from "./vended-logs.ts";

/** The CloudWatch Logs room, and how neighbours in the same cloud log without a wire. None of that takes virtual time. */
export interface Logs extends Room {
  /** What it holds, for who keeps it across restarts. */
  readonly groups: LogGroupDirectory;
  /** Whether a group can be logged to; leaves the stream that AWS makes when it tries a destination. */
  subscribe(logGroupName: string): boolean;
  /** Appends an event (milliseconds since the epoch) to a stream, which is made when it is not there. Without the group the event is lost. */
  deliver(logGroupName: string, logStreamName: string, event: { timestamp: number; message: string }): void;
  /** As `deliver`, for a service that makes its group when it is not there. */
  deliverAll(
    logGroupName: string,
    logStreamName: string,
    events: readonly { timestamp: number; message: string }[],
  ): void;
}

/** One account's CloudWatch Logs in one region. */
export function createLogs(deps: RoomDependencies): Logs {
  const groups = new LogGroupDirectory(deps);
  const room = createJsonProtocol({
    service: "logs",
    targetPrefix: "Logs_20140328",
    version: "1.1",
    namespace: "com.amazonaws.logs",
    operations: refusingParameters<LogsOperationName>(
      {
        CreateLogGroup: createLogGroup(groups),
        CreateLogStream: createLogStream(groups),
        DeleteLogGroup: deleteLogGroup(groups),
        DeleteLogStream: deleteLogStream(groups),
        DeleteRetentionPolicy: deleteRetentionPolicy(groups),
        DescribeLogGroups: describeLogGroups(groups),
        DescribeLogStreams: describeLogStreams(groups),
        FilterLogEvents: filterLogEvents(groups),
        GetLogEvents: getLogEvents(groups),
        ListTagsForResource: listTagsForResource(groups),
        PutLogEvents: putLogEvents(groups),
        PutRetentionPolicy: putRetentionPolicy(groups),
        TagResource: tagResource(groups),
        UntagResource: untagResource(groups),
      },
      REFUSED_PARAMETERS,
    ),
    notEmulated: operationsIn(NOT_EMULATED),
  });
  return {
    ...room,
    groups,
    subscribe: (logGroupName) => subscribe(groups, logGroupName),
    deliver(logGroupName, logStreamName, event) {
      const group = groups.find(logGroupName);
      if (!group) return;
      groups.append(group.streams.get(logStreamName) ?? group.createStream(logStreamName, groups.now()), event);
    },
    deliverAll(logGroupName, logStreamName, events) {
      const group = groups.find(logGroupName) ?? groups.create(logGroupName);
      const stream = group.streams.get(logStreamName) ?? group.createStream(logStreamName, groups.now());
      for (const event of events) groups.append(stream, event);
    },
  };
}
