import type { Fact } from "../../../../scenario/facts/fact.ts";
import { instantOf, isObject, type JsonObject, type Setting, type Shape, textOf } from "./shape.ts";

/** `aws stepfunctions describe-execution`. */
export const execution: Shape = (value, setting) => {
  const arn = textOf(value.executionArn);
  if (arn === undefined || !arn.includes(":execution:")) return undefined;
  if (!("status" in value) && !("startDate" in value)) return undefined;
  return [executionFact(arn, value, setting)];
};

/** `aws stepfunctions list-executions`. */
export const executions: Shape = ({ executions: listed }, setting) => {
  if (!Array.isArray(listed)) return undefined;
  return listed.filter(isObject).flatMap((value) => {
    const arn = textOf(value.executionArn);
    return arn === undefined ? [] : [executionFact(arn, value, setting)];
  });
};

function executionFact(arn: string, value: JsonObject, { place }: Setting): Fact {
  const texts = Object.fromEntries(
    (["status", "input", "output", "error", "cause"] as const).flatMap((name) => {
      const text = textOf(value[name]);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const startedAt = instantOf(value.startDate);
  const stoppedAt = instantOf(value.stopDate);
  return {
    kind: "execution",
    place,
    arn,
    ...texts,
    ...(startedAt !== undefined && { startedAt }),
    ...(stoppedAt !== undefined && { stoppedAt }),
  };
}

/** `aws stepfunctions get-execution-history`. */
export const history: Shape = ({ events }, { place }) => {
  if (!Array.isArray(events) || !events.some((event) => isObject(event) && "type" in event && "id" in event)) {
    return undefined;
  }
  return events.filter(isObject).flatMap((event): Fact[] => {
    const type = textOf(event.type);
    if (type === undefined) return [];
    const details = Object.entries(event).find(([name]) => name.endsWith("Details"))?.[1];
    const known = isObject(details) ? details : {};
    const at = instantOf(event.timestamp);
    return [
      {
        kind: "history-event",
        place,
        history: place.line,
        id: Number(event.id),
        type,
        ...(at !== undefined && { at }),
        ...(textOf(known.name) !== undefined && { state: textOf(known.name) }),
        ...(textOf(known.error) !== undefined && { error: textOf(known.error) }),
        ...(textOf(known.cause) !== undefined && { cause: textOf(known.cause) }),
      },
    ];
  });
};
