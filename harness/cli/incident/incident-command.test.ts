import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EXIT } from "../../support/exit-status.ts";
import { incidentCommand } from "./incident-command.ts";

let folder: string;
let printed: string;
let complained: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "incident-"));
  printed = "";
  complained = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    complained += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const run = (argv: readonly string[], input = "") =>
  incidentCommand({ argv, environment: {}, standardInput: Readable.from([Buffer.from(input)]) });

const ROW =
  "# id, listing_identity_id, status, provider, last_error\n'20', '28', 'FAILED', 'STEP_FUNCTIONS', 'full moon'";

test("facts of a folder and of standard input are printed with their lines", async () => {
  writeFileSync(join(folder, "rows.txt"), ROW);
  const log = '{"time":"2025-12-03T10:00:00Z","level":"INFO","msg":"x","job_id":20}';
  expect(await run([folder, "-", "--only-facts"], log)).toBe(EXIT.green);
  expect(printed).toMatch(/^Facts: 2, from 3 lines\n/);
  expect(printed).toMatch(/rows\.txt:2 +row +media_processing_jobs id=20/);
  expect(printed).toMatch(/standard input:1 +log/);
});

test("what no world shows ends with an exit status of its own", { timeout: 300_000 }, async () => {
  expect(await run(["-", "--worlds", "4"], ROW)).toBe(EXIT.notExplained);
  expect(printed).toContain("NOT EXPLAINED");
});

test.each([
  [[], "Name the report: npm run incident -- FILE"],
  [["no-such-file"], "no-such-file does not exist."],
  [["-"], "Nothing in it is a fact"],
  [["-", "--budget", "1", "--worlds", "1"], "--budget and --worlds both say when the search ends"],
  [["-", "--worlds", "0"], '--worlds: "0" is not a whole number'],
])("%j is refused with one sentence", async (argv, sentence) => {
  expect(await run(argv, "It rained.")).toBe(EXIT.usage);
  expect(complained).toContain(sentence);
});
