import { EXIT } from "../../support/exit-status.ts";
import { historyTable } from "../../tools/state-machine-player/history-table.ts";
import { MachinePlayer } from "../../tools/state-machine-player/played-machine.ts";
import { playOf } from "./play-for-command.ts";
import type { StateMachineOptions } from "./state-machine-options.ts";

/** Runs a machine and prints its history, and those of the executions that it started, as tables. */
export async function history(file: string, options: StateMachineOptions): Promise<number> {
  const { source, play } = playOf(file, options);
  const player = new MachinePlayer(play);
  try {
    const { events, nested, status } = await player.play(source, play);
    process.stdout.write(`${historyTable(events).join("\n")}\n`);
    for (const [index, others] of nested.entries()) {
      process.stdout.write(`\nExecution ${index + 1} of those that it started\n${historyTable(others).join("\n")}\n`);
    }
    return status === "SUCCEEDED" ? EXIT.green : EXIT.red;
  } finally {
    player.close();
  }
}
