import { expect, test } from "vitest";
import { compareHistories, play } from "./play-recorded.ts";
import { recordedCases } from "./recorded-case.ts";

/** Recordings that stop being comparable at an event: four iterations time out at once, and AWS lets all of them log it. */
const COMPARED_EVENTS: Readonly<Record<string, number>> = { "map-invoke-timeout": 20 };

for (const { name, recorded } of recordedCases()) {
  test(`history as recorded on AWS: ${name}`, async () => {
    const history = await play(recorded);
    expect(compareHistories(recorded.events.slice(0, COMPARED_EVENTS[name]), history)).toEqual([]);
    if (COMPARED_EVENTS[name] === undefined) expect(history.at(-1)?.type).toBe(recorded.events.at(-1)?.type);
  });
}
