import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { smallCloud } from "../../sqs/test/small-cloud.ts";
import { createLogs } from "../index.ts";

installWorldGlobals();

const GROUP = { logGroupName: "app" };
const STREAM = { ...GROUP, logStreamName: "one" };
const ARN = "arn:aws:logs:us-east-1:123456789012:log-group:app";
const DAY_MS = 86_400_000;

type Cloud = ReturnType<typeof smallCloud>;

/** A scene with the group `app` and its stream `one`. */
async function withStream(scene: (client: CloudWatchLogsClient, cloud: Cloud) => Promise<void>): Promise<void> {
  const cloud = smallCloud((deps) => [createLogs(deps)]);
  await cloud.clock.drive(async () => {
    const client = new CloudWatchLogsClient(cloud.client());
    await client.send(new CreateLogGroupCommand(GROUP));
    await client.send(new CreateLogStreamCommand(STREAM));
    await scene(client, cloud);
  });
}

/** Puts messages, one a millisecond, beginning at a moment. */
async function put(client: CloudWatchLogsClient, from: number, ...messages: string[]) {
  const logEvents = messages.map((message, index) => ({ timestamp: from + index, message }));
  return client.send(new PutLogEventsCommand({ ...STREAM, logEvents }));
}

const texts = (events: readonly { message?: string | undefined }[] = []) => events.map(({ message }) => message);
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

test("a service that logs by itself makes its group and its streams", async () => {
  let deliverAll: ReturnType<typeof createLogs>["deliverAll"] | undefined;
  const cloud = smallCloud((deps) => {
    const logs = createLogs(deps);
    deliverAll = logs.deliverAll;
    return [logs];
  });
  await cloud.clock.drive(async () => {
    const client = new CloudWatchLogsClient(cloud.client());
    const [logGroupName, logStreamName] = ["/aws/lambda/work", "2025/12/03/[$LATEST]0"];
    for (const message of ["START", "END"]) {
      deliverAll?.(logGroupName, logStreamName, [{ timestamp: cloud.clock.now(), message }]);
    }
    const { events } = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
    expect(texts(events)).toEqual(["START", "END"]);
  });
});

test("a group is described with both forms of its ARN", () =>
  withStream(async (client) => {
    await client.send(new CreateLogGroupCommand({ logGroupName: "other", tags: { team: "media" } }));
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "ap" }));
    expect(logGroups).toEqual([
      {
        ...GROUP,
        arn: `${ARN}:*`,
        logGroupArn: ARN,
        logGroupClass: "STANDARD",
        creationTime: expect.any(Number),
        metricFilterCount: 0,
        storedBytes: 0,
      },
    ]);
  }));

test("groups come in pages", () =>
  withStream(async (client) => {
    await client.send(new CreateLogGroupCommand({ logGroupName: "other" }));
    const first = await client.send(new DescribeLogGroupsCommand({ limit: 1 }));
    const second = await client.send(new DescribeLogGroupsCommand({ limit: 1, nextToken: first.nextToken }));
    expect([first, second].flatMap(({ logGroups = [] }) => logGroups.map(({ logGroupName }) => logGroupName))).toEqual([
      "app",
      "other",
    ]);
    expect(second.nextToken).toBeUndefined();
  }));

test("what is there already, and what is not there", () =>
  withStream(async (client) => {
    await refused(client.send(new CreateLogGroupCommand(GROUP))).toMatchObject({
      name: "ResourceAlreadyExistsException",
      message: "The specified log group already exists",
    });
    await refused(client.send(new CreateLogStreamCommand(STREAM))).toMatchObject({
      name: "ResourceAlreadyExistsException",
      message: "The specified log stream already exists",
    });
    await client.send(new DeleteLogStreamCommand(STREAM));
    await refused(client.send(new GetLogEventsCommand(STREAM))).toMatchObject({
      name: "ResourceNotFoundException",
      message: "The specified log stream does not exist.",
    });
    await client.send(new DeleteLogGroupCommand(GROUP));
    await refused(client.send(new DeleteLogGroupCommand(GROUP))).toMatchObject({
      name: "ResourceNotFoundException",
      message: "The specified log group does not exist.",
    });
  }));

test("a wrong name is refused with AWS's pattern", () =>
  withStream(async (client) => {
    await refused(client.send(new CreateLogGroupCommand({ logGroupName: "a b" }))).toMatchObject({
      name: "InvalidParameterException",
      message:
        "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    });
  }));

test("events come back in order, and tokens walk in both directions until they repeat", () =>
  withStream(async (client, { clock }) => {
    await put(client, clock.now(), "1", "2", "3");
    await put(client, clock.now() - 1000, "0");
    const get = (nextToken?: string) => client.send(new GetLogEventsCommand({ ...STREAM, limit: 2, nextToken }));
    const latest = await get();
    expect(texts(latest.events)).toEqual(["2", "3"]);
    const end = await get(latest.nextForwardToken);
    expect([texts(end.events), end.nextForwardToken]).toEqual([[], latest.nextForwardToken]);
    const earlier = await get(latest.nextBackwardToken);
    expect(texts(earlier.events)).toEqual(["0", "1"]);
    const head = await client.send(new GetLogEventsCommand({ ...STREAM, startFromHead: true, limit: 1 }));
    expect(texts(head.events)).toEqual(["0"]);
  }));

test("startTime belongs to the answer; endTime does not for GetLogEvents, and does for FilterLogEvents", () =>
  withStream(async (client, { clock }) => {
    const from = clock.now();
    await put(client, from, "1", "2", "3");
    const between = { startTime: from + 1, endTime: from + 2 };
    expect(texts((await client.send(new GetLogEventsCommand({ ...STREAM, ...between }))).events)).toEqual(["2"]);
    expect(texts((await client.send(new FilterLogEventsCommand({ ...GROUP, ...between }))).events)).toEqual(["2", "3"]);
  }));

test("events of all streams are filtered in the order of time", () =>
  withStream(async (client, { clock }) => {
    const from = clock.now();
    await put(client, from, "first", "third");
    await client.send(new CreateLogStreamCommand({ ...GROUP, logStreamName: "two" }));
    await client.send(
      new PutLogEventsCommand({ ...GROUP, logStreamName: "two", logEvents: [{ timestamp: from, message: "second" }] }),
    );
    const all = await client.send(new FilterLogEventsCommand({ logGroupIdentifier: `${ARN}:*` }));
    expect(texts(all.events)).toEqual(["first", "second", "third"]);
    expect(all.events?.[1]).toMatchObject({ logStreamName: "two", timestamp: from, eventId: expect.any(String) });
    const some = await client.send(new FilterLogEventsCommand({ ...GROUP, filterPattern: "?first ?second", limit: 1 }));
    expect(texts(some.events)).toEqual(["first"]);
    const rest = await client.send(
      new FilterLogEventsCommand({ ...GROUP, filterPattern: "?first ?second", nextToken: some.nextToken }),
    );
    expect(texts(rest.events)).toEqual(["second"]);
  }));

test("streams are listed with the times of their events, the latest first when asked", () =>
  withStream(async (client, { clock }) => {
    await client.send(new CreateLogStreamCommand({ ...GROUP, logStreamName: "two" }));
    const at = clock.now();
    await put(client, at, "1", "2");
    const { logStreams } = await client.send(
      new DescribeLogStreamsCommand({ ...GROUP, orderBy: "LastEventTime", descending: true }),
    );
    expect(logStreams).toMatchObject([
      { logStreamName: "one", firstEventTimestamp: at, lastEventTimestamp: at + 1, arn: `${ARN}:log-stream:one` },
      { logStreamName: "two" },
    ]);
    await refused(
      client.send(new DescribeLogStreamsCommand({ ...GROUP, orderBy: "LastEventTime", logStreamNamePrefix: "o" })),
    ).toMatchObject({ message: "Cannot order by LastEventTime with a logStreamNamePrefix." });
  }));

test("events too old or too far ahead are rejected and reported; a batch must be in order", () =>
  withStream(async (client, { clock }) => {
    const now = clock.now();
    const put = (...at: number[]) =>
      client.send(
        new PutLogEventsCommand({
          ...STREAM,
          logEvents: at.map((timestamp) => ({ timestamp, message: `${timestamp}` })),
        }),
      );
    expect((await put(now, now + 3 * 3_600_000)).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect((await put(now - 15 * DAY_MS)).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    await refused(put(now, now - 1)).toMatchObject({ name: "InvalidParameterException", message: /chronological/ });
    expect(texts((await client.send(new GetLogEventsCommand(STREAM))).events)).toEqual([`${now}`]);
  }));

test("retention forgets events as the world's time goes on", () =>
  withStream(async (client, { clock }) => {
    await put(client, clock.now(), "kept for a day");
    await client.send(new PutRetentionPolicyCommand({ ...GROUP, retentionInDays: 1 }));
    await clock.sleep(DAY_MS - 1000, "almost a day");
    expect((await client.send(new GetLogEventsCommand(STREAM))).events).toHaveLength(1);
    await clock.sleep(2000, "a day");
    expect((await client.send(new GetLogEventsCommand(STREAM))).events).toHaveLength(0);
    await client.send(new DeleteRetentionPolicyCommand(GROUP));
    await refused(client.send(new PutRetentionPolicyCommand({ ...GROUP, retentionInDays: 2 }))).toMatchObject({
      name: "InvalidParameterException",
    });
  }));

test("tags come and go", () =>
  withStream(async (client) => {
    await client.send(new TagResourceCommand({ resourceArn: ARN, tags: { a: "1", b: "2" } }));
    await client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ["a"] }));
    expect((await client.send(new ListTagsForResourceCommand({ resourceArn: ARN }))).tags).toEqual({ b: "2" });
  }));

test("an operation that is not emulated is refused by name", () =>
  withStream(async (client) => {
    const query = new StartQueryCommand({ ...GROUP, startTime: 0, endTime: 1, queryString: "fields @message" });
    await refused(client.send(query)).toMatchObject({ message: "logs:StartQuery is not emulated." });
  }));
