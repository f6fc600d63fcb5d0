import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import type { OptionValues } from "../framework/options.ts";
import { MUTANTS_HELP, type MUTANTS_OPTIONS } from "./mutants-options.ts";

type Values = OptionValues<typeof MUTANTS_OPTIONS>;

/** `npm run mutants`: which check notices which bug. Returns the exit status. */
export function mutantsCommand(invocation: Invocation): Promise<number> {
  return runCommand({ name: "mutants", help: MUTANTS_HELP, run: obey }, invocation);
}

async function obey({ values, positionals }: CommandLine<typeof MUTANTS_OPTIONS>): Promise<number> {
  const [first] = positionals;
  if (first !== undefined) {
    const option = values.planted ? "Bugs are named with --only" : "Folders are named with --folder";
    throw new UsageError(`${option}: ${positionals.join(" ")}`);
  }
  refuseOptionsOfTheOther(values);
  if (values.planted) return (await import("./planted-command.ts")).judgePlanted(values);
  if (values.from.length > 0) return (await import("./sampled-report.ts")).scoreReports(values);
  return (await import("./sampled-command.ts")).judgeSampled(values);
}

function refuseOptionsOfTheOther(values: Values): void {
  const given = (names: readonly (keyof Values)[]) =>
    names.find((name) => (Array.isArray(values[name]) ? values[name].length > 0 : Boolean(values[name])));
  if (values.planted) {
    const other = given(["sample", "seed", "folder", "shard", "incremental", "from"]);
    if (other !== undefined) throw new UsageError(`--${other} is for drawn mutants; --planted takes the list.`);
    return;
  }
  const other = given(["only"]);
  if (other !== undefined) throw new UsageError(`--${other} names planted bugs: say --planted, too.`);
  const running = given(["sample", "seed", "folder", "shard", "incremental", "list", "workers"]);
  if (values.from.length > 0 && running !== undefined)
    throw new UsageError(`--from only reads reports; --${running} is for a run.`);
}
