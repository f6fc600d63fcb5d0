import { z } from "zod";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";

type Operation = Extract<RecordedEvent, { kind: "operation" }>;

const sentSchema = z.object({
  MessageId: z.string().optional(),
  Successful: z.array(z.object({ MessageId: z.string() })).optional(),
});
const receivedSchema = z.object({
  Messages: z.array(z.object({ MessageId: z.string().optional() })).optional(),
  Records: z.array(z.object({ messageId: z.string().optional() })).optional(),
});

/** By the sequence of an operation that received messages: the operations that sent them. */
export function queueLinks({ events, bodies }: KeptScenario): ReadonlyMap<number, readonly number[]> {
  const texts = new Map(bodies.flatMap((body) => (body.kind === "text" ? [[body.sha256, body.text]] : [])));
  const jsonOf = (reference: { sha256: string } | undefined): unknown => parsed(texts.get(reference?.sha256 ?? ""));
  const senders = new Map<string, number>();
  const links = new Map<number, readonly number[]>();
  for (const event of events) {
    if (event.kind !== "operation") continue;
    for (const id of sentIds(event, jsonOf)) senders.set(id, event.sequence);
    const sent = receivedIds(event, jsonOf).flatMap((id) => senders.get(id) ?? []);
    if (sent.length > 0) links.set(event.sequence, [...new Set(sent)]);
  }
  return links;
}

type JsonOf = (reference: { sha256: string } | undefined) => unknown;

function sentIds({ operation, response }: Operation, jsonOf: JsonOf): string[] {
  if (!/^SendMessage(?:Batch)?$/.test(operation)) return [];
  const { data } = sentSchema.safeParse(jsonOf(response));
  return [
    ...(data?.MessageId === undefined ? [] : [data.MessageId]),
    ...(data?.Successful ?? []).map((one) => one.MessageId),
  ];
}

/** A poll, and the invocation of a function with what a poll brought. */
function receivedIds({ operation, source, request, response }: Operation, jsonOf: JsonOf): string[] {
  const invoked = operation === "Invoke" && source === "event-source-mapping";
  if (!invoked && operation !== "ReceiveMessage") return [];
  const { data } = receivedSchema.safeParse(jsonOf(invoked ? request : response));
  const ids = [
    ...(data?.Messages ?? []).map(({ MessageId }) => MessageId),
    ...(data?.Records ?? []).map(({ messageId }) => messageId),
  ];
  return ids.flatMap((id) => id ?? []);
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    // Cut off, because it was long, or not kept.
    return undefined;
  }
}
