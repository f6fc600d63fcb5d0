import { emitKeypressEvents, type Key } from "node:readline";

/**
 * Keeps a watching command until `q`; Enter calls `again`. Without a terminal there are no keys, and a signal ends it.
 */
export async function keysWhileWatching(again: () => void): Promise<void> {
  const { stdin } = process;
  const { promise: quit, resolve } = Promise.withResolvers<void>();
  if (!stdin.isTTY) return quit;
  const onKey = (_text: string, key: Key): void => {
    if (key.name === "q") resolve();
    else if (key.name === "return") again();
    // In raw mode the terminal no longer makes a signal of it.
    else if (key.ctrl && key.name === "c") process.kill(process.pid, "SIGINT");
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on("keypress", onKey);
  try {
    await quit;
  } finally {
    stdin.off("keypress", onKey);
    stdin.setRawMode(false);
    stdin.pause();
  }
}
