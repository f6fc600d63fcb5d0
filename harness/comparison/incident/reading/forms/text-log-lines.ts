import { FUNCTIONS } from "../../../../../system/infrastructure.ts";
import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, placeOf } from "../form.ts";
import { goTextLine } from "../go-text-line.ts";
import { logLine } from "../shapes/log-line.ts";

/** A line of slog's text handler, alone or behind other text. */
export const textLogLines: Form = (lines, index) => {
  const text = lines.text[index] ?? "";
  const found = goTextLine(text);
  if (found === undefined) return undefined;
  const { time, level, msg, fields, unclear, before } = found;
  const source = Object.values(FUNCTIONS).find((name) => before.includes(name));
  const setting = { place: placeOf(lines, index), text, ...(source !== undefined && { source }) };
  const facts = logLine({ ...(time !== undefined && { time }), level, msg, ...fields }, setting, () => undefined);
  const partial = unclear.length > 0;
  return {
    facts: (facts ?? []).map((fact): Fact => (partial && fact.kind === "log" ? { ...fact, partial: true } : fact)),
    next: index + 1,
  };
};
