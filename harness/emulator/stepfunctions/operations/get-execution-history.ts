import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { detailsKey, type EventDetails, type HistoryEvent } from "../execution/history.ts";
import { cutPage } from "../pages.ts";
import { optionalBoolean, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Members of event details that `includeExecutionData: false` leaves out. */
const EXECUTION_DATA: ReadonlySet<string> = new Set(["input", "output", "parameters", "assignedVariables"]);

export function getExecutionHistory(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      const includeData = optionalBoolean(input, "includeExecutionData") ?? true;
      const { events } = service.execution(arn).history;
      const ordered = optionalBoolean(input, "reverseOrder") ? events.toReversed() : events;
      const { items, nextToken } = cutPage(ordered, input, { keyOf: (event) => event.id });
      return { events: items.map((event) => wireEvent(event, includeData)), nextToken };
    },
  };
}

/** One event as the wire carries it. */
function wireEvent(event: HistoryEvent, includeData = true): Record<string, unknown> {
  return {
    timestamp: wireDate(event.at),
    type: event.type,
    id: event.id,
    previousEventId: event.previousEventId,
    ...(event.details && { [detailsKey(event.type)]: includeData ? event.details : withoutData(event.details) }),
  };
}

function withoutData(details: EventDetails): EventDetails {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !EXECUTION_DATA.has(member)));
}
