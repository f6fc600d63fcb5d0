import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";
import { readJsonArgument } from "../framework/read-json-argument.ts";
import { readRevision } from "../framework/read-system.ts";
import { HELP } from "../framework/shared-options.ts";
import { readSubstitutions } from "./substitutions.ts";

/** The options of `npm run state-machine`. */
export const STATE_MACHINE_OPTIONS = {
  input: {
    kind: "value",
    placeholder: "JSON|@FILE",
    description: "input of the execution (default: {})",
    read: (text: string) => readJsonArgument("input", text),
  },
  at: {
    kind: "value",
    placeholder: "STATE",
    description: "run: print each stage of this state's data flow",
    read: (text: string) => text,
  },
  alone: { kind: "switch", description: "run --at: only that state, as TestState does; --input is its input" },
  variables: {
    kind: "value",
    placeholder: "JSON|@FILE",
    description: "run --at --alone: an object with the state's variables",
    read: (text: string) => readJsonArgument("variables", text),
  },
  "mock-config": {
    kind: "value",
    placeholder: "FILE",
    description: "AWS's MockConfigFile.json: what its states give instead of calling anything",
    read: (text: string) => text,
  },
  "test-case": {
    kind: "value",
    placeholder: "NAME",
    description: "test case of the mock configuration (default: its only one)",
    read: (text: string) => text,
  },
  substitutions: {
    kind: "list",
    placeholder: "KEY=VALUE|@FILE",
    description: "value of the placeholder KEY of SAM or CDK; repeatable, or a JSON object in a file",
    read: (text: string) => readSubstitutions(text),
  },
  express: { kind: "switch", description: "take the definition for an Express machine's" },
  mermaid: { kind: "switch", description: "draw: as a Mermaid flowchart (default)" },
  svg: { kind: "switch", description: "draw: as an SVG picture" },
  out: {
    kind: "value",
    placeholder: "FILE",
    description: "draw: write to this file instead of the standard output",
    read: (text: string) => text,
  },
  system: {
    kind: "value",
    placeholder: "NAME",
    description: "revision of the project's own machines (default: fixed)",
    read: (text: string) => readRevision("system", text),
  },
  seed: {
    kind: "value",
    placeholder: "N",
    description: "seed of ids and jitter (default: 1)",
    read: (text: string) => readInteger("seed", text, 0, Number.MAX_SAFE_INTEGER),
  },
  help: HELP,
} as const satisfies OptionTable;

export type StateMachineOptions = OptionValues<typeof STATE_MACHINE_OPTIONS>;

export const STATE_MACHINE_HELP: HelpParts<typeof STATE_MACHINE_OPTIONS> = {
  usage: [
    "npm run state-machine -- validate FILE",
    "npm run state-machine -- run FILE [--input JSON] [--at STATE] [options]",
    "npm run state-machine -- history FILE [--input JSON] [options]",
    "npm run state-machine -- draw FILE [--svg] [--input JSON] [options]",
  ],
  intro:
    "Looks at a state machine without deploying it. FILE is a definition in JSON or YAML, or one of the project's own machines:\n" +
    "processing, finalization. Executions run in a cloud of their own, on a virtual clock: a wait of a year costs nothing.",
  options: STATE_MACHINE_OPTIONS,
  examples: [
    "npm run state-machine -- validate order.asl.json",
    `npm run state-machine -- run order.asl.json --input '{"n": 3}' --at Total`,
    "npm run state-machine -- history order.asl.json --input @input.json --mock-config MockConfigFile.json",
    "npm run state-machine -- draw processing --svg --out processing.svg",
  ],
  closing: [
    "Exit status: 0 good, 1 the definition has errors or the execution did not succeed, 2 usage or a file that cannot be",
    "read, 3 a file cannot be written, 70 a bug of the harness. More in docs/state-machines.md.",
  ],
};
