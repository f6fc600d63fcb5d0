import { expect, test } from "vitest";
import { readCommandLine, USAGE } from "./command-line.ts";

test("without flags: the current revision, the real server's file and level", () => {
  const { configurationPath, system, logLevel } = readCommandLine([]);
  expect([configurationPath, system.revision, logLevel]).toEqual(["server/configs/env.yaml", "current", "INFO"]);
});

test("it is strict unless it is told to be lenient, and says what it takes", () => {
  expect(readCommandLine([])).toMatchObject({ lenient: false, help: false });
  expect(readCommandLine(["--lenient", "--help"])).toMatchObject({ lenient: true, help: true });
  expect(USAGE).toContain("--lenient");
});

test("a defect is switched on in the revision that is named", () => {
  const { system } = readCommandLine(["--revision", "fixed", "--defect", "D6", "--log-level", "WARN"]);
  expect([system.revision, system.has("D6"), system.has("D1")]).toEqual(["fixed", true, false]);
});

test.each([
  [["--revision", "x"], "--revision is x; it must be one of incident, current, fixed."],
  [["--defect", "D99"], "--defect D99 is no defect of the catalogue."],
  [["--log-format", "text"], "--log-format is text; the replica writes json only."],
  [["--log-output", "file"], "--log-output is file; the replica writes to stdout only."],
  [["--log-level", "loud"], "--log-level is loud; it must be one of debug, info, warn, error."],
  [
    ["--port", "1"],
    "Unknown option '--port': the server takes --config, --revision, --defect, --lenient, --log-level and --help.",
  ],
  [
    ["x"],
    "Unexpected argument 'x': the server takes --config, --revision, --defect, --lenient, --log-level and --help.",
  ],
])("%j is refused in one sentence", (parameters, sentence) => {
  expect(() => readCommandLine(parameters)).toThrow(expect.objectContaining({ message: sentence }));
});
