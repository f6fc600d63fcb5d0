import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, inject, test } from "vitest";
import { RandomStreams } from "../../clock/random-streams.ts";
import type { Plan } from "../../comparison/incident/inference/plan.ts";
import { STRANGE_DEPARTURES } from "../../comparison/incident/planting/strange-departures.ts";
import { drawForms, partOf, writtenDown } from "../../comparison/incident/planting/written-down.ts";
import { asDelivered } from "../../comparison/incident/playing/circumstances.ts";
import { playPlan } from "../../comparison/incident/playing/play-plan.ts";
import { seeWorld } from "../../scenario/facts/seen.ts";
import { EXIT } from "../../support/exit-status.ts";
import { commandRoom } from "../framework/test/command-room.ts";
import { incidentCommand } from "./incident-command.ts";

const room = commandRoom("incident");

const run = (argv: readonly string[], input = "") =>
  incidentCommand({
    argv,
    environment: {},
    standardInput: Readable.from([Buffer.from(input)]),
    runs: join(room.folder, "runs"),
  });

const ROW =
  "# id, listing_identity_id, status, provider, last_error\n'20', '28', 'FAILED', 'STEP_FUNCTIONS', 'full moon'";

test("facts of a folder and of standard input are printed with their lines", async () => {
  writeFileSync(join(room.folder, "rows.txt"), ROW);
  const log = '{"time":"2025-12-03T10:00:00Z","level":"INFO","msg":"x","job_id":20}';
  expect(await run([room.folder, "-", "--only-facts"], log)).toBe(EXIT.green);
  expect(room.output).toMatch(/^Facts: 2, from 3 lines\n/);
  expect(room.output).toMatch(/rows\.txt:2 +row +media_processing_jobs id=20/);
  expect(room.output).toMatch(/standard input:1 +log/);
});

const PLAN: Plan = {
  listing: 52,
  startAt: "2026-01-07T09:00:00Z",
  files: [{ assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "sala.jpg" }],
  steps: [{ name: "upload" }, { name: "process", job: 81 }, { name: "complete" }],
};

/** What is pasted of a world in which somebody changes jobs by hand, which the search does not try. */
async function reportOfChangedJobs(): Promise<string> {
  const byHand = STRANGE_DEPARTURES.find(({ id }) => id === "stopped by hand");
  if (!byHand) throw new Error("nobody changes jobs by hand");
  let report = "";
  await playPlan(PLAN, byHand.change(asDelivered("current")), {
    engine: inject("engine"),
    inspect: async (world) => {
      const random = new RandomStreams(7).stream("incident/1");
      report = writtenDown(partOf(await seeWorld(world, []), random), { ...drawForms(random), rows: "mysql \\G" });
    },
  });
  return report;
}

test("a cause that is not searched ends with an exit status of its own, and with what no world shows", {
  timeout: 300_000,
}, async () => {
  expect(await run(["-", "--worlds", "6"], await reportOfChangedJobs())).toBe(EXIT.notExplained);
  expect(room.output).toMatch(/NOT EXPLAINED\n.*The nearest is current, with [12] differences?\./);
  expect(room.output).toMatch(
    /Unexplained, in the nearest world\n {2}standard input:\d+ {2}media_processing_jobs 8[12]: status: SUCCEEDED in that world/,
  );
  expect(room.output).toContain("the budget was used up");
});

test.each([
  [[], "Name the report: npm run incident -- FILE"],
  [["no-such-file"], "no-such-file does not exist."],
  [["-"], "Nothing in it is a fact"],
  [["-", "--budget", "1", "--worlds", "1"], "--budget and --worlds both say when the search ends"],
  [["-", "--worlds", "0"], '--worlds: "0" is not a whole number'],
])("%j is refused with one sentence", async (argv, sentence) => {
  expect(await run(argv, "It rained.")).toBe(EXIT.usage);
  expect(room.errors).toContain(sentence);
});
