import { AwsError } from "../../emulator/gateway/aws-error.ts";
import { diagnose, parseMachine } from "../../emulator/stepfunctions/definition/parse-machine.ts";
import { isEmulated } from "../../emulator/stepfunctions/tasks/task-resource.ts";
import { EXIT } from "../../support/exit-status.ts";
import { printable } from "../../support/printable.ts";
import type { StateMachineOptions } from "./state-machine-options.ts";
import { readMachine } from "./state-machine-source.ts";
import { missingValues } from "./substitutions.ts";

/** Prints AWS's diagnostics. Errors are status 1; warnings and what only the emulator cannot do are not. */
export async function validate(file: string, options: StateMachineOptions): Promise<number> {
  const { definition } = readMachine(file, options.system ?? "fixed", options.substitutions);
  const type = options.express ? "EXPRESS" : "STANDARD";
  const diagnostics = diagnose(definition, type);
  for (const { severity, code, message, location } of diagnostics) {
    process.stdout.write(
      `${severity} ${code}${location === undefined ? "" : ` at ${location}`}: ${printable(message)}\n`,
    );
  }
  for (const note of missingValues(definition)) process.stdout.write(`${note}\n`);
  const errors = diagnostics.filter(({ severity }) => severity === "ERROR").length;
  const missing = errors === 0 ? notEmulated(definition, type) : undefined;
  if (missing !== undefined) process.stdout.write(`NOTE The definition is good, but ${printable(missing)}\n`);
  const warnings = diagnostics.length - errors;
  process.stdout.write(`${file}: ${counted(errors, "error")}, ${counted(warnings, "warning")}\n`);
  return errors > 0 ? EXIT.red : EXIT.green;
}

/** Parts of a valid definition that the emulated cloud would refuse unless they are mocked. */
function notEmulated(definition: string, type: "STANDARD" | "EXPRESS"): string | undefined {
  try {
    parseMachine(definition, type, { isEmulated, isMocked: () => false });
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === "NotImplemented") return error.message;
    throw error;
  }
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}
