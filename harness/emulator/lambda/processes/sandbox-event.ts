import type { HttpRequest, HttpResponse } from "../../../network/http.ts";

/** What a function's process did, in the order in which it did it. */
export type SandboxEvent =
  /** It has started, and waits for its first invocation. */
  | { readonly kind: "ready" }
  /** It could not start; `body` says why, as its runtime words it. */
  | { readonly kind: "initFailed"; readonly body: string }
  /** After `ends` the process takes no further invocation. */
  | { readonly kind: "answered"; readonly failed: boolean; readonly ends: boolean; readonly body: string }
  /** A request to the emulated cloud, in the course of its work. Without a response the connection is cut. */
  | {
      readonly kind: "asked";
      readonly request: HttpRequest;
      readonly respond: (response: HttpResponse | undefined) => void;
    }
  /** It sleeps in virtual time, until it is woken. */
  | { readonly kind: "slept"; readonly ms: number; readonly wake: () => void }
  /** The process is gone; `how` in AWS's words: `exit status 1`, `signal: killed`. */
  | { readonly kind: "exited"; readonly how: string };

/** One reader takes events in their order, as fast as it likes. */
export class SandboxEvents {
  readonly #waiting: SandboxEvent[] = [];
  #reader: ((event: SandboxEvent) => void) | undefined;

  push(event: SandboxEvent): void {
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader) reader(event);
    else this.#waiting.push(event);
  }

  next(): Promise<SandboxEvent> {
    const event = this.#waiting.shift();
    if (event) return Promise.resolve(event);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }
}
