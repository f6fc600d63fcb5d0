import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT } from "../../support/exit-status.ts";
import { commandRoom } from "../framework/test/command-room.ts";
import { proveCommand } from "./prove-command.ts";

const LONGEST_MS = 300_000;

const room = commandRoom("prove");

const run = (argv: readonly string[], environment: Record<string, string> = {}) => proveCommand({ argv, environment });

test("listing 31's mend is proved, on the terminal, for the pull request and as the job's summary", {
  timeout: LONGEST_MS,
}, async () => {
  const page = join(room.folder, "page.md");
  const summary = join(room.folder, "summary.md");
  const argv = ["incidents/listing-31", "--broken", "current", "--mended", "fixed", "--page", page];
  expect(await run(argv, { GITHUB_STEP_SUMMARY: summary })).toBe(EXIT.green);
  expect(room.printed).toContain("the mend is **proved**");
  expect(readFileSync(page, "utf8")).toBe(readFileSync(summary, "utf8"));
});

test("a system that ends as the incident did is no mend", { timeout: LONGEST_MS }, async () => {
  const argv = ["incidents/listing-31", "--broken", "current", "--mended", "current"];
  expect(await run(argv)).toBe(EXIT.red);
  expect(room.printed).toContain("- current ends exactly as the incident did");
});

test.each([
  [[], "Name one incident"],
  [["incidents/listing-31"], "Say on which systems"],
  [
    ["incidents/nowhere", "--broken", "current", "--mended", "fixed"],
    "There is no saved incident scenarios/incidents/nowhere: npm run incident -- FILE --save ID makes one.",
  ],
  [["../../etc", "--broken", "current", "--mended", "fixed"], '"../../etc" is no saved incident'],
  [["incidents/listing-31", "--broken", "curent", "--mended", "fixed"], "Did you mean current?"],
])("%j is refused with one sentence", async (argv, sentence) => {
  expect(await run(argv)).toBe(EXIT.usage);
  expect(room.printed).toContain(sentence);
});
