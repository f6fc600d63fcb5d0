import type { InputTransformer, Rule, Target } from "./bus-directory.ts";
import type { Event } from "./event.ts";

/** What a target gets of an event, as text (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). */
export function inputOf(target: Target, event: Event, rule: Rule, nowMs: number): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  if (target.InputTransformer) return transformed(target.InputTransformer, event, rule, nowMs);
  return JSON.stringify(event);
}

/** A text that stands in quotation marks is put between them, everything else is JSON. */
function transformed(
  { InputPathsMap = {}, InputTemplate }: InputTransformer,
  event: Event,
  rule: Rule,
  nowMs: number,
): string {
  const predefined: Readonly<Record<string, unknown>> = {
    "aws.events.rule-arn": rule.arn,
    "aws.events.rule-name": rule.name,
    "aws.events.event.ingestion-time": new Date(nowMs).toISOString(),
    "aws.events.event": event,
    "aws.events.event.json": event,
  };
  const variable = (name: string): unknown =>
    Object.hasOwn(InputPathsMap, name) ? valueAt(event, InputPathsMap[name] ?? "") : predefined[name];
  let isInText = false;
  return InputTemplate.replace(/"|<([\w.-]+)>/g, (whole, name: string | undefined) => {
    if (name === undefined) {
      isInText = !isInText;
      return whole;
    }
    const value = variable(name);
    if (value === undefined) return "";
    if (!isInText) return JSON.stringify(value);
    return typeof value === "string"
      ? JSON.stringify(value).slice(1, -1)
      : JSON.stringify(value).replaceAll('"', '\\"');
  });
}

/** `$.detail.list[0].name` */
function valueAt(event: unknown, path: string): unknown {
  const parts = path.replace(/^\$\.?/, "").match(/[^.[\]]+/g) ?? [];
  return parts.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part]
        : undefined,
    event,
  );
}
