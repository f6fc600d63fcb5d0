import type { ShownDeparture } from "../model/diff-model.ts";

export const DEPARTURE_SIGNS = { changed: "≠", extra: "+", missing: "−" } as const;

/** A departure in words: its event's number in the first run, or else in the other one, and how the two differ. */
export function departureText(
  { kind, here, there, part, path, values }: ShownDeparture,
  names: readonly [string, string],
): { readonly place: string; readonly text: string } {
  const place = `#${(here ?? there)?.sequence}`;
  if (kind === "extra") return { place, text: `only in ${names[0]}: ${here?.text}` };
  if (kind === "missing") return { place, text: `only in ${names[1]}: ${there?.text}` };
  const where = part === "outcome" || part === undefined ? "outcome" : `${part} ${path}`;
  const [one = "nothing", other = "nothing"] = values ?? [];
  return { place, text: `${where}: ${one} ≠ ${other} in ${here?.text}` };
}

/** Place of the departure that concerns an event of the report's own run; the first one where none does. */
export function departureAt(departures: readonly ShownDeparture[], sequence: number | undefined): number {
  return Math.max(
    0,
    departures.findIndex(({ here }) => here !== undefined && here.sequence === sequence),
  );
}
