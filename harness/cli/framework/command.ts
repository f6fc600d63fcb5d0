import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { requireWritable } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { type HelpParts, helpText } from "./help-text.ts";
import type { OptionTable } from "./options.ts";
import { explainSwallowedFlags } from "./swallowed-flags.ts";

/** One of our npm scripts. */
export interface Command<Table extends OptionTable> {
  /** The script's name in package.json. */
  readonly name: string;
  readonly help: HelpParts<Table>;
  /** Returns the exit status. */
  run(line: CommandLine<Table>): Promise<number>;
}

/** What a command is called with. */
export interface Invocation {
  /** Without node and script. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const HELP_FLAGS = [
  ["help", "screen"],
  ["help-all", "everything"],
] as const;

/** Reads the command line and runs the command. Returns the exit status; every failure has been printed. */
export async function runCommand<Table extends OptionTable>(
  command: Command<Table>,
  { argv, environment }: Invocation,
): Promise<number> {
  try {
    const { options } = command.help;
    const swallowed = explainSwallowedFlags(command.name, options, argv, environment);
    if (swallowed !== undefined) throw new UsageError(swallowed);
    const line = readCommandLine(options, argv);
    for (const [flag, how] of HELP_FLAGS) {
      if (!(flag in line.values) || Reflect.get(line.values, flag) !== true) continue;
      process.stdout.write(helpText(command.help, how));
      return EXIT.green;
    }
    // Before long work, not behind it.
    if ("json-report" in line.values && typeof line.values["json-report"] === "string")
      requireWritable("json-report", line.values["json-report"]);
    return await command.run(line);
  } catch (error) {
    return reportFailure(command.name, error);
  }
}

function reportFailure(command: string, error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nHelp: npm run ${command} -- --help\n`);
    return EXIT.usage;
  }
  if (error instanceof EnvironmentError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.environment;
  }
  process.stderr.write(`This is a bug of the harness: ${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.ourBug;
}
