import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
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

test("what no world shows ends with an exit status of its own", { timeout: 300_000 }, async () => {
  expect(await run(["-", "--worlds", "4"], ROW)).toBe(EXIT.notExplained);
  expect(room.output).toContain("NOT EXPLAINED");
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
