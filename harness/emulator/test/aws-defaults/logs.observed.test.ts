import { expect, test } from "vitest";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { LOGS } from "./logs.ts";
import { numberOf, takenOf, takes } from "./observe.ts";

const aws = (name: string): number => numberOf(LOGS, name);

/** A call that concerns the group `g` and its stream `s`. */
async function withStream(at: WholeCloud) {
  const ask = (operation: string, request: Record<string, unknown> = {}) =>
    at.call("logs", operation, { LogGroupName: "g", ...request });
  await ask("CreateLogGroup");
  await ask("CreateLogStream", { LogStreamName: "s" });
  const put = (LogEvents: readonly unknown[]) => ask("PutLogEvents", { LogStreamName: "s", LogEvents });
  return { ask, put };
}

test("names of groups and streams", () =>
  inWholeCloud(async (at) => {
    const { ask } = await withStream(at);
    const least = aws("MINIMUM_NAME_CHARACTERS");
    const group = { minimum: least, maximum: aws("MAXIMUM_GROUP_NAME_CHARACTERS") };
    const create = (length: number) => ask("CreateLogGroup", { LogGroupName: "x".repeat(length) });
    expect(await takenOf(group, create)).toEqual([group.minimum, group.maximum]);
    const stream = { minimum: least, maximum: aws("MAXIMUM_STREAM_NAME_CHARACTERS") };
    const open = (length: number) => ask("CreateLogStream", { LogStreamName: "x".repeat(length) });
    expect(await takenOf(stream, open)).toEqual([stream.minimum, stream.maximum]);
  }));

test("a batch: events, bytes, span", () =>
  inWholeCloud(async (at) => {
    const { put } = await withStream(at);
    const now = at.clock.now();
    const events = (count: number, Message = "x") => Array.from({ length: count }, () => ({ Timestamp: now, Message }));
    const counts = { minimum: aws("MINIMUM_PUT_EVENTS"), maximum: aws("MAXIMUM_PUT_EVENTS") };
    expect(await takenOf(counts, (count) => put(events(count)))).toEqual([counts.minimum, counts.maximum]);
    const longest = aws("MAXIMUM_BATCH_BYTES") - aws("BYTES_PER_EVENT");
    expect(await takenOf({ maximum: longest }, (bytes) => put(events(1, "x".repeat(bytes))))).toEqual([longest]);
    const span = (ms: number) => put([now - ms, now].map((Timestamp) => ({ Timestamp, Message: "x" })));
    expect(await takenOf({ maximum: aws("MAXIMUM_BATCH_SPAN_MS") }, span)).toEqual([86_400_000]);
  }));

test("events that are too old or too new are left out", () =>
  inWholeCloud(async (at) => {
    const { put } = await withStream(at);
    const kept = async (Timestamp: number): Promise<boolean> =>
      (await put([{ Timestamp, Message: "x" }])).RejectedLogEventsInfo === undefined;
    const now = at.clock.now();
    const [age, ahead] = [aws("MAXIMUM_AGE_MS"), aws("MAXIMUM_AHEAD_MS")];
    expect([await kept(now - age), await kept(now - age - 1)]).toEqual([true, false]);
    expect([await kept(now + ahead), await kept(now + ahead + 1)]).toEqual([true, false]);
  }));

test.each([
  ["DescribeLogGroups", "MAXIMUM_LISTED_GROUPS"],
  ["DescribeLogStreams", "MAXIMUM_LISTED_STREAMS"],
  ["GetLogEvents", "MAXIMUM_READ_EVENTS"],
  ["FilterLogEvents", "MAXIMUM_FILTERED_EVENTS"],
])("a page of %s", (operation, most) =>
  inWholeCloud(async (at) => {
    const { ask } = await withStream(at);
    const bounds = { minimum: aws("MINIMUM_LISTED"), maximum: aws(most) };
    const stream = operation === "GetLogEvents" ? { LogStreamName: "s" } : {};
    expect(await takenOf(bounds, (Limit) => ask(operation, { ...stream, Limit }))).toEqual([
      bounds.minimum,
      bounds.maximum,
    ]);
  }),
);

test("pages without a limit are as long as they may be", () =>
  inWholeCloud(async (at) => {
    const { ask } = await withStream(at);
    for (let made = 0; made < 60; made++) {
      await ask("CreateLogGroup", { LogGroupName: `g${made}` });
      await ask("CreateLogStream", { LogStreamName: `s${made}` });
    }
    const listed = async (operation: string, member: string) => ((await ask(operation))[member] as unknown[]).length;
    expect(await listed("DescribeLogGroups", "LogGroups")).toBe(aws("MAXIMUM_LISTED_GROUPS"));
    expect(await listed("DescribeLogStreams", "LogStreams")).toBe(aws("MAXIMUM_LISTED_STREAMS"));
  }));

test("filter patterns", () =>
  inWholeCloud(async (at) => {
    const { ask } = await withStream(at);
    const filter = (length: number) => ask("FilterLogEvents", { FilterPattern: "x".repeat(length) });
    expect(await takenOf({ maximum: aws("MAXIMUM_FILTER_PATTERN_CHARACTERS") }, filter)).toEqual([1024]);
  }));

test("days of retention", () =>
  inWholeCloud(async (at) => {
    const { ask } = await withStream(at);
    const taken: number[] = [];
    for (let RetentionInDays = 0; RetentionInDays < 4000; RetentionInDays++) {
      if (await takes(ask("PutRetentionPolicy", { RetentionInDays }))) taken.push(RetentionInDays);
    }
    expect(taken).toEqual(LOGS.RETENTION_DAYS?.[0]);
  }));
