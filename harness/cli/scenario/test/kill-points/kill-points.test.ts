import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import { KILL_POINTS, type KillPoint, killPointTable } from "./kill-points.ts";
import { asPattern, lacking, runKillPoints } from "./run-kill-points.ts";

/** Of each kind one point, in as few runs as there are statuses; all.kill-points.test.ts has every point of the table. */
const QUICK = ["server during", "function during", "redis during", "engine during", "harness during"];
const chosen = KILL_POINTS.filter(({ points, signal }) => /INT|KILL/.test(signal) && points.some(isQuick));
const runs = Map.groupBy(chosen, ({ status }) => status);

test.for([...runs])(
  "what is killed in the middle of a request: status %i",
  { timeout: 120_000 },
  async ([status, rows], { skip }) => {
    const reason = lacking();
    if (reason !== undefined) skip(reason);
    const points = rows.flatMap((row) => row.points.filter(isQuick));
    const { signal } = rows[0] as KillPoint;
    const ended = await runKillPoints({ points, signal });
    for (const { says } of rows) expect(ended.said).toMatch(asPattern(says));
    expect(ended.status).toBe(status);
  },
);

test("the page of exit codes has the table", () => {
  expect(readFileSync(join(PROJECT_ROOT, "docs/exit-codes.md"), "utf8")).toContain(`\n${killPointTable()}\n`);
});

function isQuick(point: string): boolean {
  return QUICK.includes(point);
}
