import { createInterface } from "node:readline";
import { BroadcastChannel } from "node:worker_threads";
import type { PausedWorld } from "../../scenario/paused-world.ts";
import type { Pause } from "../../scenario/run-options.ts";
import { printableLine } from "../../support/printable-line.ts";

/** The report has the whole of it. */
const LONGEST_WHY = 400;

/** Shows each world that a worker has paused, and lets it go on when the person at the terminal presses Enter. */
export function showPauses({ channel: name }: Pause): Disposable {
  const channel = new BroadcastChannel(name);
  const keyboard = createInterface({ input: process.stdin });
  // In place of the default, which would end only this interface: a signal ends the command.
  keyboard.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    process.stderr.write(textOf(data as PausedWorld));
    keyboard.once("line", () => channel.postMessage("go on"));
  };
  return {
    [Symbol.dispose]() {
      channel.close();
      keyboard.close();
    },
  };
}

function textOf({ title, why, lines }: PausedWorld): string {
  return [
    "",
    `Paused: ${printableLine(title)}`,
    `  ${printableLine(why, LONGEST_WHY)}`,
    "Its cloud and its database stay up, for these keys alone; its time stands still.",
    "",
    ...lines,
    "",
    "Enter goes on.",
    "",
  ].join("\n");
}
