import type { KeptRoom, StateChanges } from "../../state-changes.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroupDirectory } from "../log-group-directory.ts";
import type { LogChanges, LogEvent, LogStream } from "../log-stream.ts";

interface WrittenGroup extends Pick<LogGroup, "name" | "createdAt" | "retentionInDays"> {
  readonly tags: ReadonlyMap<string, string>;
}

/** Log groups, streams and events across restarts. */
export function keepLogs(groups: LogGroupDirectory, changes: StateChanges): KeptRoom {
  const streamOf = (groupName: string, name: string): LogStream => groups.named(groupName).stream(name);
  return {
    restore(entities) {
      // Groups first: streams and events may have been written before what is said of their group.
      for (const { kind, value } of entities) if (kind === "group") restoreGroup(groups, value as WrittenGroup);
      for (const {
        kind,
        key: [groupName = "", streamName = ""],
        value,
      } of entities) {
        if (kind === "stream") groups.named(groupName).createStream(streamName, value as number);
        if (kind === "event") groups.restoreEvent(streamOf(groupName, streamName), value as LogEvent);
      }
      groups.changes = tellingOf(groups, changes);
    },
    compared: {
      kinds: ["group"],
      all: () => groups.all().map((group) => ({ kind: "group", key: [group.name], value: writtenGroup(group) })),
    },
  };
}

function writtenGroup({ name, createdAt, retentionInDays, tags }: LogGroup): WrittenGroup {
  return { name, createdAt, retentionInDays, tags };
}

function tellingOf(groups: LogGroupDirectory, changes: StateChanges): LogChanges {
  const eventKey = ({ groupName, name }: LogStream, { sequence }: LogEvent) => [groupName, name, String(sequence)];
  return {
    groupMade: (name) => changes.changed("group", [name], () => writtenGroup(groups.named(name))),
    groupGone: (name) => changes.removed("group", [name]),
    stream: ({ groupName, name, createdAt }) => changes.changed("stream", [groupName, name], () => createdAt),
    streamGone(stream) {
      for (const event of stream.eventsSince(Number.NEGATIVE_INFINITY))
        changes.removed("event", eventKey(stream, event));
      changes.removed("stream", [stream.groupName, stream.name]);
    },
    event: (stream, event) => changes.changed("event", eventKey(stream, event), () => event),
  };
}

function restoreGroup(groups: LogGroupDirectory, { name, createdAt, retentionInDays, tags }: WrittenGroup): void {
  const group = groups.restore(name, createdAt);
  group.retentionInDays = retentionInDays;
  for (const [key, value] of tags) group.tags.set(key, value);
}
