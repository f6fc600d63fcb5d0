import { emitKeypressEvents, type Key } from "node:readline";
import { createInterface } from "node:readline/promises";
import type { WatchedRuns } from "./watched-runs.ts";

/** As Vitest has them. */
const WATCH_KEYS = [
  ["a, Enter", "run all"],
  ["r", "run again what was run last"],
  ["f", "run what was red"],
  ["p", "only files whose id holds a text"],
  ["t", "only titles that match a pattern"],
  ["c, Esc", "end the run that goes on"],
  ["h", "show these keys"],
  ["q", "end"],
] as const;

/** Keeps a watching command until `q`. Without a terminal there are no keys, and a signal ends it. */
export async function keysWhileWatching(runs: WatchedRuns): Promise<void> {
  const { stdin } = process;
  const { promise: quit, resolve, reject } = Promise.withResolvers<void>();
  if (!stdin.isTTY) return quit;
  const listen = (): void => {
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on("keypress", onKey);
  };
  const pause = (): void => {
    stdin.off("keypress", onKey);
    stdin.setRawMode(false);
    stdin.pause();
  };
  const asked = async (question: string, use: (answer: string) => Promise<void>): Promise<void> => {
    pause();
    const lines = createInterface({ input: stdin, output: process.stdout });
    const answer = await lines.question(`${question} (empty: all): `).finally(() => lines.close());
    listen();
    await use(answer.trim());
  };
  const onKey = (_text: string, key: Key): void => {
    // In raw mode the terminal no longer makes a signal of it.
    if (key.ctrl && key.name === "c") process.kill(process.pid, "SIGINT");
    else if (key.name === "q") resolve();
    else pressed(key.name, runs, asked).catch(reject);
  };
  emitKeypressEvents(stdin);
  listen();
  try {
    await quit;
  } finally {
    pause();
  }
}

async function pressed(
  name: string | undefined,
  runs: WatchedRuns,
  asked: (question: string, use: (answer: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (name === "c" || name === "escape") await runs.cancel();
  // What is asked while a run goes on would stand between its lines.
  else if (runs.busy) return;
  else if (name === "a" || name === "return") await runs.all();
  else if (name === "r") await runs.again();
  else if (name === "f") await runs.failed();
  else if (name === "p") await asked("Part of a file's id", (text) => runs.filesWith(text));
  else if (name === "t") await asked("Pattern of a title", (text) => runs.titlesLike(text));
  else if (name === "h") runs.tell(WATCH_KEYS.map(([keys, what]) => `  ${keys.padEnd(9)} ${what}`).join("\n"));
}
