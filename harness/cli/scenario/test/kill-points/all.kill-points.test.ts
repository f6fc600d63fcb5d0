import { describe, test } from "vitest";
import { KILL_POINTS } from "./kill-points.ts";
import { asPattern, lacking, runKillPoints } from "./run-kill-points.ts";

/** What ends the run is a run for each moment; the others' stories are one run. */
const runs = KILL_POINTS.flatMap((row) =>
  row.what.startsWith("the harness") ? row.points.map((point) => ({ ...row, points: [point] })) : [row],
);

describe.concurrent("what is killed, and when", () => {
  test.for(runs)(
    "$what ($points): status $status",
    { timeout: 120_000 },
    async ({ points, signal, status, says }, { expect, skip }) => {
      const reason = lacking();
      if (reason !== undefined) skip(reason);
      const ended = await runKillPoints({ points, signal });
      const told = ended.said.split("\n").filter((line) => !line.startsWith("  error") && asPattern(says).test(line));
      if (says !== "") expect(told.length).toBeGreaterThanOrEqual(points.length);
      if (status === 0) expect(ended.said).toContain(`${points.length} scenarios: ${points.length} passed`);
      expect(ended.status).toBe(status);
    },
  );
});
