import type { StoredMessage } from "../message.ts";

/**
 * The messages that a FIFO queue may deliver, as many of one group as there are before the next group. A group waits as a
 * whole while one of its messages is in flight, and behind one that is delayed; groups stand in the order of their first
 * messages: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export function* inGroupOrder(messages: readonly StoredMessage[], now: number): Generator<StoredMessage> {
  for (const group of groups(messages).values()) {
    if (group.some((message) => message.visibleAt > now && message.lastReceivedAt !== undefined)) continue;
    for (const message of group) {
      if (message.visibleAt > now) break;
      yield message;
    }
  }
}

function groups(messages: readonly StoredMessage[]): ReadonlyMap<string, StoredMessage[]> {
  const byId = new Map<string, StoredMessage[]>();
  for (const message of messages) {
    const group = byId.get(message.groupId ?? "");
    if (group) group.push(message);
    else byId.set(message.groupId ?? "", [message]);
  }
  return byId;
}
