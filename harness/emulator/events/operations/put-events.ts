import { z } from "zod";
import { compileEventPattern } from "../../event-pattern/event-pattern.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import type { BusDirectory } from "../bus-directory.ts";
import { type EventDeliveries, sendToTargets } from "../deliver.ts";
import { invalid, invalidPattern } from "../errors.ts";
import { envelope } from "../event.ts";
import { MAXIMUM_PUT_BYTES, MAXIMUM_PUT_EVENTS, MINIMUM_PUT_EVENTS } from "../limits.ts";

const text = optional(z.string());
const entry = z.object({
  // Seconds; what no date holds is refused as no date.
  Time: optional(z.number().refine((seconds) => !Number.isNaN(new Date(seconds * 1000).getTime()), "no date")),
  Source: text,
  Resources: optional(z.array(z.string())),
  DetailType: text,
  Detail: text,
  EventBusName: text,
});
const schema = z.object({ Entries: z.array(entry).min(MINIMUM_PUT_EVENTS).max(MAXIMUM_PUT_EVENTS) });

type Entry = z.infer<typeof entry>;

/** An entry that cannot be is told in its place, the others are sent (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
export const putEvents = (buses: BusDirectory, deliveries: EventDeliveries): JsonOperation =>
  foretoldOperation((input) => {
    const { Entries } = parseMembers(schema, input);
    if (Entries.reduce((sum, one) => sum + entryBytes(one), 0) > MAXIMUM_PUT_BYTES) {
      throw invalid("Total size of the entries in the request is over the limit.");
    }
    const results = Entries.map((one) => {
      const wrong = problemOf(one);
      if (wrong) return wrong;
      const event = envelope(buses, {
        source: one.Source ?? "",
        detailType: one.DetailType ?? "",
        resources: one.Resources ?? [],
        detail: JSON.parse(one.Detail ?? "{}"),
        atMs: one.Time === undefined ? undefined : one.Time * 1000,
      });
      // A bus that is not there is no error of this operation (API_PutEvents.html); nobody hears of it.
      const bus = buses.find(one.EventBusName);
      if (bus) sendToTargets(buses, bus, event, deliveries);
      return { EventId: event.id };
    });
    return { FailedEntryCount: results.filter((one) => "ErrorCode" in one).length, Entries: results };
  });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const testEventPattern = (): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ EventPattern: z.string(), Event: z.string() }), input);
    const event = parsedObject(given.Event);
    if (!event) throw invalid("Parameter Event is not valid.");
    return { Result: compileEventPattern(given.EventPattern, invalidPattern)(event) };
  });

function problemOf(one: Entry): { ErrorCode: string; ErrorMessage: string } | undefined {
  const missing = (["Source", "DetailType", "Detail"] as const).find((name) => !one[name]);
  if (missing !== undefined) {
    const ErrorMessage = `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`;
    return { ErrorCode: "InvalidArgument", ErrorMessage };
  }
  if (one.Source?.startsWith("aws.")) {
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  }
  return parsedObject(one.Detail ?? "")
    ? undefined
    : { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
}

function parsedObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: fourteen bytes for a time, the others by their UTF-8. */
function entryBytes({ Time, Source = "", DetailType = "", Detail = "", Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, one) => sum + Buffer.byteLength(one), Time === undefined ? 0 : 14);
}
