import { onTestFinished } from "vitest";

/** Where a debugged thread stands. */
export interface Paused {
  readonly callFrames: readonly {
    readonly callFrameId: string;
    readonly functionName: string;
    readonly location: { readonly scriptId: string };
  }[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A debugger of the inspector protocol, as an editor is one. */
export class DebuggerClient {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #urls = new Map<string, string>();
  readonly #stops: Paused[] = [];
  #waiting: PromiseWithResolvers<Paused | undefined> | undefined;
  #isClosed = false;
  #id = 0;

  static async attach(url: string): Promise<DebuggerClient> {
    const socket = new WebSocket(url);
    onTestFinished(() => socket.close());
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", reject, { once: true });
    });
    const client = new DebuggerClient(socket);
    await client.send("Runtime.enable");
    await client.send("Debugger.enable");
    return client;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
    socket.addEventListener("close", () => {
      this.#isClosed = true;
      this.#waiting?.resolve(undefined);
      for (const { reject } of this.#answers.values()) reject(new Error("the debugged thread has ended"));
    });
  }

  send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#id;
    const answer = Promise.withResolvers<unknown>();
    this.#answers.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  /** `line` counts from 1, as editors do. */
  breakAt(urlRegex: string, line: number): Promise<unknown> {
    return this.send("Debugger.setBreakpointByUrl", { urlRegex, lineNumber: line - 1 });
  }

  /** The next stop; undefined when the thread has ended. */
  async stop(): Promise<Paused | undefined> {
    const stop = this.#stops.shift();
    if (stop || this.#isClosed) return stop;
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }

  /** Of the code where the thread stands. */
  urlOf({ callFrames: [frame] }: Paused): string {
    return this.#urls.get(frame?.location.scriptId ?? "") ?? "";
  }

  /** The value of an expression where the thread stands. */
  async evaluate({ callFrames: [frame] }: Paused, expression: string): Promise<unknown> {
    const parameters = { callFrameId: frame?.callFrameId, expression, returnByValue: true };
    const { result } = (await this.send("Debugger.evaluateOnCallFrame", parameters)) as { result: { value: unknown } };
    return result.value;
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method === "Debugger.paused") {
      if (this.#waiting) this.#waiting.resolve(params as Paused);
      else this.#stops.push(params as Paused);
      this.#waiting = undefined;
    }
    if (method === "Debugger.scriptParsed") {
      const { scriptId, url } = params as { readonly scriptId: string; readonly url: string };
      this.#urls.set(scriptId, url);
    }
    if (id === undefined) return;
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) answer?.reject(new Error(error.message));
    else answer?.resolve(result);
  }
}
