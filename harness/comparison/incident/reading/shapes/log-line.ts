import { FUNCTIONS } from "../../../../../system/infrastructure.ts";
import type { Fact } from "../../../../scenario/facts/fact.ts";
import { isObject, type Shape, textOf } from "./shape.ts";

/** Beginnings of messages that only one Lambda writes: docs/contract/logs.md 3. */
const OF_LAMBDAS: readonly (readonly [RegExp, string])[] = [
  [/^(Validate Lambda|Detected SQS|Processing SQS|Started Step Function)/, FUNCTIONS.validate],
  [/^(Thumbnails Lambda|Inspecting asset)/, FUNCTIONS.thumbnails],
  [/^(Video Thumbnails|Video thumbnails|Processing video)/, FUNCTIONS.video_thumbnails],
  [/^(Consolidat|Processing generated assets)/, FUNCTIONS.consolidate],
  [/^lambda\.zip\./, FUNCTIONS.zip],
  [/^(Callback Lambda|Sending callback|Callback payload|Callback sent|Callback response)/, FUNCTIONS.callback],
];

/** A line of slog's: time, level, message, fields. */
export const logLine: Shape = ({ time, level, msg, ...fields }, { place, source }) => {
  if (typeof msg !== "string" || typeof level !== "string") return undefined;
  const lambda = OF_LAMBDAS.find(([begins]) => begins.test(msg))?.[1];
  const at = textOf(time);
  const written: Fact = {
    kind: "log",
    place,
    source: lambda ?? source ?? "server",
    level: level.toUpperCase(),
    message: msg,
    ...(at !== undefined && { at }),
    fields,
  };
  return [written];
};

/** `aws logs filter-log-events` and `get-log-events`. */
export const logEvents: Shape = ({ events }, setting, nested) => {
  if (!Array.isArray(events) || !events.some((event) => isObject(event) && "message" in event)) return undefined;
  return events.flatMap((event) => {
    const message = isObject(event) ? textOf(event.message)?.trim() : undefined;
    if (message === undefined || !isObject(event)) return [];
    // START, END and REPORT of the runtime tell nothing about the system.
    const brace = message.indexOf("{");
    if (brace < 0) return [];
    try {
      const text = message.slice(brace);
      const source = Object.values(FUNCTIONS).find((name) => JSON.stringify(event).includes(name));
      return nested(JSON.parse(text), { ...setting, text, ...(source !== undefined && { source }) }) ?? [];
    } catch {
      return [];
    }
  });
};
