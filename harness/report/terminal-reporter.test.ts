import { expect, test } from "vitest";
import { TerminalReporter, type TerminalReporterOptions } from "./terminal-reporter.ts";

const OPTIONS: TerminalReporterOptions = {
  write: () => {},
  colours: false,
  verbose: false,
  runOptions: { defects: [], repeat: 1 },
  now: () => 1_500,
  startedAt: 0,
  projectRoot: "/p",
  idOf: (path) => path,
};

test("an error of the report itself is kept and does not reach the run", () => {
  const broken = new Error("the terminal is gone");
  const reporter = new TerminalReporter({
    ...OPTIONS,
    write: () => {
      throw broken;
    },
  });
  reporter.onTestRunStart([]);
  reporter.onTestRunEnd([], []);
  expect(reporter.brokenBy).toEqual([broken]);
  expect(reporter.summaryPrinted).toBe(false);
});

test("the summary is the last line, and an error outside any scenario stands before it", () => {
  const written: string[] = [];
  const reporter = new TerminalReporter({ ...OPTIONS, write: (text) => void written.push(text) });
  reporter.onTestRunStart([]);
  reporter.onTestRunEnd([], [{ name: "Error", message: "nobody awaits me", VITEST_TEST_PATH: "a" }]);
  expect(written.join("")).toBe(
    [
      "",
      "✗ outside any scenario, while a ran",
      "  error     nobody awaits me",
      "  npm run scenario -- a",
      "",
      "0 scenarios: 0 passed · 1.5 s",
      "",
    ].join("\n"),
  );
  expect(reporter.tally.unhandledErrors).toHaveLength(1);
});

test("what a scenario prints is passed on, one marked line each", () => {
  const written: string[] = [];
  const reporter = new TerminalReporter({ ...OPTIONS, write: (text) => void written.push(text) });
  reporter.onUserConsoleLog({ content: "one\ntwo\n", type: "stdout", time: 0, size: 8, taskId: "1" });
  expect(written).toEqual(["  stdout | one\n", "  stdout | two\n"]);
});

test("watching says which file changed", () => {
  const written: string[] = [];
  const reporter = new TerminalReporter({ ...OPTIONS, write: (text) => void written.push(text) });
  reporter.onWatcherRerun([], "/p/server/media/zip.ts");
  reporter.onWatcherRerun([]);
  expect(written).toEqual(["\nChanged: server/media/zip.ts\n\n", "\nAgain\n\n"]);
});

test("a scenario that begins, prints or ends is news, and so nothing is silent", () => {
  let now = 0;
  const reporter = new TerminalReporter({ ...OPTIONS, now: () => now });
  expect(reporter.lastEventAt).toBeUndefined();
  const news: readonly (() => void)[] = [
    () => reporter.onTestRunStart([]),
    () => reporter.onTestCaseReady(),
    () => reporter.onUserConsoleLog({ content: "one\n", type: "stdout", time: 0, size: 4, taskId: "1" }),
  ];
  for (const each of news) {
    now += 60_000;
    each();
    expect(reporter.lastEventAt).toBe(now);
  }
  reporter.onTestRunEnd([], []);
  expect(reporter.lastEventAt).toBeUndefined();
});
