import { expect, test } from "vitest";
import { compareHistories, play } from "./play-recorded.ts";
import { recordedCases } from "./recorded-case.ts";

/** Events whose order is chance: of four iterations that time out at once AWS let the third log it before the second. */
const IN_ANY_ORDER: Readonly<Record<string, readonly number[]>> = { "map-invoke-timeout": [21, 22] };

for (const { name, recorded } of recordedCases()) {
  test(`history as recorded on AWS: ${name}`, async () => {
    const history = await play(recorded);
    const compared = recorded.events.filter(({ id }) => typeof id !== "number" || !IN_ANY_ORDER[name]?.includes(id));
    expect(compareHistories(compared, history)).toEqual([]);
    expect(history.at(-1)?.type).toBe(recorded.events.at(-1)?.type);
  });
}
