import { readFileSync } from "node:fs";
import { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import { readMockConfigFile, type TestCases } from "../../emulator/stepfunctions/mocks/mock-config-file.ts";
import { MockError } from "../../emulator/stepfunctions/mocks/mock-error.ts";
import { UsageError } from "../../support/usage-error.ts";

/**
 * The mocks of AWS's mock configuration file; without one nothing is mocked. Throws a UsageError that names the file.
 */
export function readMocks(file: string | undefined): MachineMocks {
  return new MachineMocks(file === undefined ? {} : { testCases: readMockConfig(file) });
}

/** The test cases of AWS's mock configuration file, by machine. Throws a UsageError that names the file. */
export function readMockConfig(file: string): ReadonlyMap<string, TestCases> {
  try {
    return readMockConfigFile(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof MockError) throw new UsageError(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--mock-config: ${file} cannot be read (${reason}).`);
  }
}
