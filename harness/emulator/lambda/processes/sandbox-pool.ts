import type { Sandbox } from "./sandbox.ts";

/** Processes of one function at the same time. More invocations wait for one, as real work, which takes no virtual time. */
const MAXIMUM_PROCESSES = 8;

/** The warm processes of one function. The last one given back is the next one taken. */
export class SandboxPool {
  readonly #start: () => Promise<Sandbox>;
  readonly #idle: Sandbox[] = [];
  readonly #all = new Set<Sandbox>();
  #starting = 0;
  readonly #waiting: (() => void)[] = [];
  #closed = false;
  #whenEmpty = (): void => {};

  constructor(start: () => Promise<Sandbox>) {
    this.#start = start;
  }

  async take(): Promise<{ sandbox: Sandbox; isNew: boolean }> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle) {
        if (idle.ended) this.#all.delete(idle);
        else {
          idle.keepAlive(true);
          return { sandbox: idle, isNew: false };
        }
      } else if (this.#all.size + this.#starting < MAXIMUM_PROCESSES) {
        return { sandbox: await this.#startOne(), isNew: true };
      } else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** After its invocation, for the next one. */
  giveBack(sandbox: Sandbox): void {
    if (this.#closed || sandbox.ended) this.discard(sandbox);
    else {
      sandbox.keepAlive(false);
      this.#idle.push(sandbox);
      this.#waiting.shift()?.();
    }
  }

  /** Ends it: its invocation was given up, or it is broken. */
  discard(sandbox: Sandbox): void {
    sandbox.kill();
    this.#all.delete(sandbox);
    this.#waiting.shift()?.();
    this.#tellWhenEmpty();
  }

  /** Ends those that are idle now, the others as soon as they are given back; then tells that none is left. */
  retire(whenEmpty: () => void): void {
    this.#closed = true;
    this.#whenEmpty = whenEmpty;
    for (const sandbox of this.#idle.splice(0)) this.discard(sandbox);
    this.#tellWhenEmpty();
  }

  /** Ends all, those at work too. */
  close(): void {
    this.retire(() => {});
    for (const sandbox of this.#all) this.discard(sandbox);
  }

  #tellWhenEmpty(): void {
    if (!this.#closed || this.#all.size + this.#starting > 0) return;
    this.#whenEmpty();
    this.#whenEmpty = () => {};
  }

  async #startOne(): Promise<Sandbox> {
    this.#starting++;
    try {
      const sandbox = await this.#start();
      this.#all.add(sandbox);
      return sandbox;
    } finally {
      this.#starting--;
    }
  }
}
