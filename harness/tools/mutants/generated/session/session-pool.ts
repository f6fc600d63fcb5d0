import type { EngineDescription } from "../../../../database/engine/engine.ts";
import { Session } from "./session-process.ts";

/** Where sessions run, and how many. */
export interface SessionPlace {
  /** A copy of the project; code with mutants is written there. */
  readonly directory: string;
  readonly engine: EngineDescription;
  /** Sessions that run at the same time. */
  readonly workers: number;
  /** Ends them all, in the middle of what they do. */
  readonly signal: AbortSignal;
}

/** Starts sessions, each of which takes the next piece of work as soon as it is free, and ends them. */
export async function shareOut<T>(
  work: Iterable<T>,
  { directory, engine, workers, signal }: SessionPlace,
  perform: (piece: T, session: Session) => Promise<void>,
): Promise<void> {
  const waiting = [...work];
  await using all = new AsyncDisposableStack();
  const sessions = Array.from({ length: Math.min(workers, waiting.length) }, () =>
    all.use(new Session(directory, engine)),
  );
  const end = (): void => void Promise.all(sessions.map((session) => session[Symbol.asyncDispose]()));
  signal.addEventListener("abort", end, { once: true });
  all.defer(() => signal.removeEventListener("abort", end));
  const taking = async (session: Session): Promise<void> => {
    for (let piece = waiting.shift(); piece !== undefined && !signal.aborted; piece = waiting.shift()) {
      await perform(piece, session);
    }
  };
  await Promise.all(sessions.map(taking));
}
