import { expect, test } from "vitest";
import { RandomStream } from "../../clock/random-streams.ts";
import { Queue } from "./queue.ts";
import { DEFAULT_SETTINGS, type QueueSettings } from "./queue-settings.ts";

const ARN = "arn:aws:sqs:us-east-1:123456789012:jobs";
const NEVER = undefined;

function queueWith(settings: Partial<QueueSettings> = {}) {
  const queue = new Queue("jobs", ARN, { ...DEFAULT_SETTINGS, ...settings }, 0);
  const random = new RandomStream(1);
  let sent = 0;
  return {
    queue,
    send: (body: string, now: number, delaySeconds?: number) =>
      queue.send(
        { body, attributes: {}, senderId: "me", ...(delaySeconds === undefined ? {} : { delaySeconds }) },
        { now, messageId: `id-${++sent}`, cause: 0 },
      ),
    receive: (now: number, options: { max?: number; visibilityTimeoutMs?: number; maxReceiveCount?: number } = {}) =>
      queue.receive(
        { maxMessages: options.max ?? 10, visibilityTimeoutMs: options.visibilityTimeoutMs ?? 30_000 },
        options.maxReceiveCount ?? NEVER,
        now,
        random,
      ),
  };
}

const bodies = (result: { received: { message: { body: string } }[] }) =>
  result.received.map(({ message }) => message.body);

test("a received message is invisible until its time-out, to the millisecond", () => {
  const { send, receive } = queueWith();
  send("a", 0);
  expect(bodies(receive(10, { visibilityTimeoutMs: 1000 }))).toEqual(["a"]);
  expect(bodies(receive(1009))).toEqual([]);
  expect(bodies(receive(1010))).toEqual(["a"]);
});

test("a delayed message comes at its time and counts as delayed before", () => {
  const { queue, send, receive } = queueWith({ delaySeconds: 5 });
  send("the queue's delay", 0);
  send("its own delay", 0, 2);
  expect(queue.counts(1999)).toEqual({ visible: 0, inFlight: 0, delayed: 2 });
  expect(queue.nextVisibleAt(0)).toBe(2000);
  expect(bodies(receive(2000))).toEqual(["its own delay"]);
  expect(queue.counts(2000)).toEqual({ visible: 0, inFlight: 1, delayed: 1 });
  expect(queue.nextVisibleAt(2000)).toBe(5000);
});

test("no more than the asked number is delivered, oldest first", () => {
  const { send, receive } = queueWith();
  for (const body of ["a", "b", "c"]) send(body, 0);
  expect(bodies(receive(1, { max: 2 }))).toEqual(["a", "b"]);
  expect(bodies(receive(1, { max: 2 }))).toEqual(["c"]);
});

test("a message received maxReceiveCount times is taken out by the next receive, not before", () => {
  const { queue, send, receive } = queueWith();
  send("poison", 0);
  const options = { visibilityTimeoutMs: 1000, maxReceiveCount: 2 };
  expect(bodies(receive(0, options))).toEqual(["poison"]);
  expect(bodies(receive(1000, options))).toEqual(["poison"]);
  expect(queue.messages(2000)).toHaveLength(1);
  const last = receive(2000, options);
  expect(bodies(last)).toEqual([]);
  expect(last.exhausted.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([["poison", 2]]);
  expect(queue.messages(2000)).toEqual([]);
});

test("messages older than the retention are gone", () => {
  const { queue, send } = queueWith({ messageRetentionSeconds: 60 });
  send("old", 0);
  send("new", 1000);
  expect(queue.messages(59_999)).toHaveLength(2);
  expect(queue.messages(60_000).map(({ body }) => body)).toEqual(["new"]);
});

test("deleting works once, again, and with an earlier delivery's handle; an invented handle is refused", () => {
  const { queue, send, receive } = queueWith();
  send("a", 0);
  const first = receive(0, { visibilityTimeoutMs: 0 }).received[0]?.receiptHandle ?? "";
  receive(1);
  queue.delete(first, 1);
  expect(queue.messages(1)).toEqual([]);
  queue.delete(first, 1);
  expect(() => queue.delete("invented", 1)).toThrow(
    expect.objectContaining({ code: "ReceiptHandleIsInvalid", status: 404 }),
  );
});

test("the visibility of a message in flight can be changed, up to twelve hours after its receipt", () => {
  const { queue, send, receive } = queueWith();
  send("a", 0);
  const handle = receive(0).received[0]?.receiptHandle ?? "";
  queue.changeVisibility(handle, 60, 10_000);
  expect(queue.nextVisibleAt(10_000)).toBe(70_000);
  expect(() => queue.changeVisibility(handle, 43_200, 10_000)).toThrow("Total VisibilityTimeout for the message");
  queue.changeVisibility(handle, 0, 20_000);
  expect(queue.visibleCount(20_000)).toBe(1);
  expect(() => queue.changeVisibility(handle, 5, 20_000)).toThrow(
    "Message does not exist or is not available for visibility timeout change.",
  );
});

test("a message longer than the queue allows is refused in AWS's words", () => {
  const { queue, send } = queueWith({ maximumMessageBytes: 1024 });
  send("x".repeat(1024), 0);
  expect(() => send("x".repeat(1025), 0)).toThrow(
    "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
  );
  expect(queue.messages(0)).toHaveLength(1);
});

test("watchers hear of sends, deletions, visibility changes and purges until they leave", () => {
  const { queue, send, receive } = queueWith();
  let heard = 0;
  const leave = queue.watch(() => heard++);
  send("a", 0);
  const handle = receive(0).received[0]?.receiptHandle ?? "";
  queue.changeVisibility(handle, 1, 0);
  queue.delete(handle, 1);
  queue.purge(0);
  expect(heard).toBe(4);
  leave();
  send("b", 0);
  expect(heard).toBe(4);
});
