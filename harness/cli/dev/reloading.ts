import type { Change, Reloaded } from "./watch-sources.ts";

export interface ReloadingParts {
  /** Restarts the server; whether it takes requests. */
  readonly server: () => Promise<boolean>;
  /** Deploys functions and machines; whether that worked. */
  readonly functions: () => Promise<boolean>;
  readonly say: (text: string) => void;
}

const DONE: Readonly<Record<Reloaded, string>> = {
  server: "the server was restarted",
  functions: "functions and machines were deployed",
};

/** Takes up changed files, one change after the other, and tells what was taken up. */
export class Reloading {
  readonly #parts: ReloadingParts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ReloadingParts) {
    this.#parts = parts;
  }

  async changed({ files, reload }: Change): Promise<void> {
    const [first = "", ...others] = files;
    const what = others.length === 0 ? first : `${first} and ${others.length} more`;
    const done = await this.reload(reload);
    if (done.length > 0) this.#parts.say(`${what} changed: ${done.map((part) => DONE[part]).join(", ")}.`);
  }

  /** Returns what worked. */
  reload(wanted: readonly Reloaded[]): Promise<readonly Reloaded[]> {
    const turn = this.#turn.then(async () => {
      // Functions first: the server's first request may already need them.
      const order = (["functions", "server"] as const).filter((part) => wanted.includes(part));
      const done: Reloaded[] = [];
      for (const part of order) if (await this.#parts[part]()) done.push(part);
      return done;
    });
    // A turn that failed is its caller's to tell of; the next one comes all the same.
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
