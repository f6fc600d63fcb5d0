import { readFileSync } from "node:fs";
import { MachineMocks } from "../emulator/stepfunctions/mocks/machine-mocks.ts";
import { readMockConfigFile } from "../emulator/stepfunctions/mocks/mock-config-file.ts";
import { MockError } from "../emulator/stepfunctions/mocks/mock-error.ts";
import { UsageError } from "./usage-error.ts";

/** Reads AWS's mock configuration file; without one nothing is mocked. Throws a UsageError that names the file. */
export function readMocks(file: string | undefined): MachineMocks {
  if (file === undefined) return new MachineMocks({});
  try {
    return new MachineMocks({ testCases: readMockConfigFile(readFileSync(file, "utf8"), file) });
  } catch (error) {
    if (error instanceof MockError) throw new UsageError(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--mock-config: ${file} cannot be read (${reason}).`);
  }
}
