import { expect, test } from "vitest";
import { ALL_OPERATIONS } from "../operations.ts";
import { readPublishedResults } from "../published-model/published-results.ts";

/** Operations that AWS publishes and a room does not know by name, with the reason. */
const UNKNOWN: Readonly<Record<string, string>> = {
  DeleteDurableExecution: "newer than client-lambda 3.1164, from which the room has its paths",
  PauseDurableExecution: "newer than client-lambda 3.1164, from which the room has its paths",
  ResumeDurableExecution: "newer than client-lambda 3.1164, from which the room has its paths",
};

test.each(ALL_OPERATIONS)("$title: every operation that AWS publishes is answered or refused by name", (room) => {
  const published = readPublishedResults(room.service === "states" ? "stepfunctions" : room.service);
  const known = [...room.answered, ...(room.onTheWire ?? []), ...room.refused.keys()].sort();
  const expected = Object.keys(published?.operations ?? {}).filter((name) => UNKNOWN[name] === undefined);
  expect(known).toEqual(expected.sort());
});
