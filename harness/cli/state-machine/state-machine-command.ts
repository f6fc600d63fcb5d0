import { AwsError } from "../../emulator/gateway/aws-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { Refusal } from "../../tools/state-machine-player/played-machine.ts";
import type { Command } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { STATE_MACHINE_HELP, type STATE_MACHINE_OPTIONS, type StateMachineOptions } from "./state-machine-options.ts";

/** One action on a definition: run, validate, history or draw. */
interface Subcommand {
  /** Options that make sense for it, beside --system, --substitutions and --express. */
  readonly options: readonly (keyof StateMachineOptions)[];
  /** Loads the engine only when it is needed. */
  load(): Promise<(file: string, options: StateMachineOptions) => Promise<number>>;
}

const PLAYING = ["input", "mock-config", "test-case", "seed"] as const;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  validate: {
    options: [],
    load: async () => (await import("./state-machine-validate.ts")).validate,
  },
  run: {
    options: [...PLAYING, "at", "alone", "variables"],
    load: async () => (await import("./state-machine-run.ts")).run,
  },
  history: {
    options: PLAYING,
    load: async () => (await import("./state-machine-history.ts")).history,
  },
  draw: {
    options: [...PLAYING, "mermaid", "svg", "out"],
    load: async () => (await import("./state-machine-draw.ts")).draw,
  },
};

const MOCK_IT = " Mock the states that use it: --mock-config FILE.";

/** `npm run state-machine`: validates, runs and draws a definition. */
export const stateMachineCommand: Command<typeof STATE_MACHINE_OPTIONS> = {
  name: "state-machine",
  help: STATE_MACHINE_HELP,
  async run({ values, positionals }) {
    const { subcommand, file } = readPositionals(positionals);
    refuseOthers(subcommand, values);
    try {
      const perform = await subcommand.does.load();
      return await perform(file, values);
    } catch (error) {
      // When the cloud refuses a definition or its mocks, its message (AWS's words) is the error.
      if (!(error instanceof AwsError || error instanceof Refusal)) throw error;
      const mend = error instanceof AwsError && error.code === "NotImplemented" ? MOCK_IT : "";
      process.stderr.write(`${error.message}${mend}\n`);
      return EXIT.red;
    }
  },
};

interface Chosen {
  readonly name: string;
  readonly does: Subcommand;
}

function readPositionals(positionals: CommandLine<typeof STATE_MACHINE_OPTIONS>["positionals"]) {
  const [name, file, surplus] = positionals;
  const known = Object.keys(SUBCOMMANDS).join(", ");
  if (name === undefined) throw new UsageError(`Say what to do: ${known}.`);
  const does = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!does) throw new UsageError(`"${name}" is not one of ${known}.`);
  if (file === undefined) throw new UsageError(`${name} needs a FILE: a definition, or processing or finalization.`);
  if (surplus !== undefined) throw new UsageError(`"${surplus}": ${name} takes one FILE.`);
  return { subcommand: { name, does }, file };
}

function refuseOthers({ name, does }: Chosen, values: StateMachineOptions): void {
  const allowed = new Set<string>([...does.options, "system", "substitutions", "express", "help"]);
  for (const [option, value] of Object.entries(values)) {
    if (value === undefined || value === false || allowed.has(option)) continue;
    throw new UsageError(`--${option} means nothing to ${name}.`);
  }
  if (values.svg && values.mermaid) throw new UsageError("--svg and --mermaid: one picture at a time.");
  if (values.alone && values.at === undefined) throw new UsageError("--alone needs --at STATE.");
  if (values.variables !== undefined && !values.alone) throw new UsageError("--variables needs --at STATE --alone.");
  if (values["test-case"] !== undefined && values["mock-config"] === undefined) {
    throw new UsageError("--test-case needs --mock-config FILE.");
  }
}
