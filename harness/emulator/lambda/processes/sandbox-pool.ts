import type { Sandbox } from "./sandbox.ts";

/** Invocations of one function at the same time, and so its processes: as many as a laptop can bear. */
const MAXIMUM_PROCESSES = 8;

/** The warm processes of one function. The last one given back is the next one taken. */
export class SandboxPool {
  readonly #start: () => Promise<Sandbox>;
  readonly #idle: Sandbox[] = [];
  readonly #all = new Set<Sandbox>();
  #starting = 0;
  /** Invocations that may have a process. */
  #inside = 0;
  readonly #waiting: (() => void)[] = [];
  #retired = false;
  #closed = false;
  #whenEmpty = (): void => {};

  constructor(start: () => Promise<Sandbox>) {
    this.#start = start;
  }

  /**
   * Waits for the right to take a process, in the order of the calls. It waits for other invocations, which may sleep, so it must
   * wait as the world does, and never be part of real work. `leave` ends the right.
   */
  async enter(): Promise<void> {
    if (this.#inside < MAXIMUM_PROCESSES) this.#inside++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#inside--;
    this.#tellWhenEmpty();
  }

  /** Real work, which waits for nobody: one that was stopped at its time-out may still be about to end. */
  async take(): Promise<{ sandbox: Sandbox; isNew: boolean }> {
    if (this.#closed) throw new Error("The cloud has ended.");
    for (;;) {
      const idle = this.#idle.pop();
      if (!idle) return { sandbox: await this.#startOne(), isNew: true };
      if (idle.ended) this.#all.delete(idle);
      else {
        idle.keepAlive(true);
        return { sandbox: idle, isNew: false };
      }
    }
  }

  /** After its invocation, for the next one. */
  giveBack(sandbox: Sandbox): void {
    if (this.#retired || sandbox.ended) this.discard(sandbox);
    else {
      sandbox.keepAlive(false);
      this.#idle.push(sandbox);
    }
  }

  /** Ends it: its invocation was given up, or it is broken. */
  discard(sandbox: Sandbox): void {
    sandbox.kill();
    this.#all.delete(sandbox);
    this.#tellWhenEmpty();
  }

  /** Ends those that are idle now, the others as soon as they are given back; then tells that none is left or awaited. */
  retire(whenEmpty: () => void): void {
    this.#retired = true;
    this.#whenEmpty = whenEmpty;
    for (const sandbox of this.#idle.splice(0)) this.discard(sandbox);
    this.#tellWhenEmpty();
  }

  /** Ends all, those at work too. */
  close(): void {
    this.#closed = true;
    this.retire(() => {});
    for (const sandbox of this.#all) this.discard(sandbox);
  }

  #tellWhenEmpty(): void {
    if (!this.#retired || this.#all.size + this.#starting + this.#inside > 0) return;
    this.#whenEmpty();
    this.#whenEmpty = () => {};
  }

  async #startOne(): Promise<Sandbox> {
    this.#starting++;
    try {
      const sandbox = await this.#start();
      if (this.#closed) sandbox.kill();
      else this.#all.add(sandbox);
      return sandbox;
    } finally {
      this.#starting--;
    }
  }
}
