import { FUNCTIONS } from "../../../../../system/infrastructure.ts";
import type { Fact } from "../../../../scenario/facts/fact.ts";
import { isObject, type Shape, textOf } from "./shape.ts";

/** Beginnings of messages that only one Lambda writes: docs/contract/logs.md 3. */
const OF_LAMBDAS: readonly (readonly [RegExp, string])[] = [
  [
    /^(Validat|Asset validation|Detected |Processing SQS|(Failed to s|S)tart(ed)? Step Function|Failed to unmarshal SQS)/,
    FUNCTIONS.validate,
  ],
  [/^(Failed to parse assets as|Video processing paths|Could not derive video paths)/, FUNCTIONS.validate],
  [/^(Video [Tt]humbnail|Processing video)/, FUNCTIONS.video_thumbnails],
  [/^(Thumbnails Lambda|Inspecting asset|Skipping (video )?asset|Failed to process asset)/, FUNCTIONS.thumbnails],
  [
    /^(Consolidat|Processing (generated assets|thumbnails results)|(Thumbnail b|B)ranch reported)/,
    FUNCTIONS.consolidate,
  ],
  [/^(Thumbnail|Generated asset) without matching/, FUNCTIONS.consolidate],
  [/^lambda\.zip\./, FUNCTIONS.zip],
  [/^(Callback (Lambda|payload|sent|response|request)|Sending callback|CALLBACK_URL)/, FUNCTIONS.callback],
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
