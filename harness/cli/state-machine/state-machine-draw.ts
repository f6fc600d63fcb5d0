import { writeFileSync } from "node:fs";
import { parseMachine } from "../../emulator/stepfunctions/definition/parse-machine.ts";
import { isObject } from "../../emulator/stepfunctions/json/json.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { machineDiagram } from "../../tools/state-machine-player/machine-diagram.ts";
import { mermaidText } from "../../tools/state-machine-player/mermaid.ts";
import { MachinePlayer } from "../../tools/state-machine-player/played-machine.ts";
import { svgText } from "../../tools/state-machine-player/svg.ts";
import { type TakenPath, takenPath } from "../../tools/state-machine-player/taken-path.ts";
import { playOf } from "./play-for-command.ts";
import type { StateMachineOptions } from "./state-machine-options.ts";

/** Draws a machine; with an input (or mocks) also the path of an execution, however it ends. */
export async function draw(file: string, options: StateMachineOptions): Promise<number> {
  const { source, play } = playOf(file, options);
  parseMachine(source.definition, play.type);
  const definition = parseJson(source.definition);
  if (!isObject(definition)) throw new Error("A definition that is no JSON object was taken for a good one.");
  let path: TakenPath | undefined;
  if (options.input !== undefined || options["mock-config"] !== undefined) {
    const player = new MachinePlayer(play);
    try {
      const { events, nested } = await player.play(source, play);
      path = takenPath([events, ...nested]);
    } finally {
      player.close();
    }
  }
  const diagram = machineDiagram(definition);
  const picture = options.svg ? svgText(diagram, path) : mermaidText(diagram, path);
  if (options.out === undefined) process.stdout.write(picture);
  else writePicture(options.out, picture);
  return EXIT.green;
}

function writePicture(file: string, picture: string): void {
  try {
    writeFileSync(file, picture);
  } catch (error) {
    throw new EnvironmentError(`--out: ${file} cannot be written (${error instanceof Error ? error.message : error}).`);
  }
  process.stdout.write(`${file}\n`);
}
