import { MachineMocks } from "../../emulator/stepfunctions/mocks/machine-mocks.ts";
import type { TestCases } from "../../emulator/stepfunctions/mocks/mock-config-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { MachineSource, PlayOptions } from "../../tools/state-machine-player/played-machine.ts";
import { readMockConfig } from "../framework/read-mocks.ts";
import type { StateMachineOptions } from "./state-machine-options.ts";
import { readMachine } from "./state-machine-source.ts";
import { missingValues } from "./substitutions.ts";

/** The machine that a command line names, under its name in the mocks, with the options to play it. */
export function playOf(file: string, options: StateMachineOptions): { source: MachineSource; play: PlayOptions } {
  const source = readMachine(file, options.system ?? "fixed", options.substitutions);
  // Beside the output: what a placeholder without a value leads to is told afterwards.
  for (const note of missingValues(source.definition)) process.stderr.write(`${note}\n`);
  const common = {
    input: options.input ?? "{}",
    type: options.express ? "EXPRESS" : "STANDARD",
    seed: options.seed ?? 1,
  } as const;
  const config = options["mock-config"];
  if (config === undefined) return { source, play: { ...common, mocks: new MachineMocks({}) } };
  const machines = readMockConfig(config);
  const [name, cases] = machineIn(machines, source.name, config);
  const testCase = caseIn(cases, name, options["test-case"]);
  const testCases = new Map([[name, cases]]);
  return { source: { ...source, name }, play: { ...common, testCase, mocks: new MachineMocks({ testCases }) } };
}

/** The mocks' machine of that name, or their only one, because the file may have any name. */
function machineIn(machines: ReadonlyMap<string, TestCases>, name: string, file: string): [string, TestCases] {
  const named = machines.get(name);
  if (named) return [name, named];
  const [only, ...others] = machines;
  if (only && others.length === 0) return only;
  throw new UsageError(
    `--mock-config: ${file} has no state machine "${name}"; it has ${[...machines.keys()].join(", ")}.`,
  );
}

function caseIn(cases: TestCases, machine: string, wanted: string | undefined): string {
  const names = [...cases.keys()];
  const [only] = names;
  if (wanted === undefined && only !== undefined && names.length === 1) return only;
  if (wanted !== undefined && cases.has(wanted)) return wanted;
  const problem = wanted === undefined ? "say which" : `there is no "${wanted}"`;
  throw new UsageError(`--test-case: ${problem}; the test cases of ${machine} are ${names.join(", ")}.`);
}
