import type { Graph } from "../definition/machine.ts";
import type { Document } from "../json/document.ts";
import type { Cancellation } from "./cancellation.ts";
import { type EnteredState, Thread } from "./thread.ts";

/** Where a thread goes on: in a state that it had entered, or before one. `next` is `undefined` when it had ended. */
export interface ResumePoint {
  readonly next: string | undefined;
  readonly document: Document;
  /** The state as it was entered: it is not entered again (recorded by third parties). */
  readonly entered: EnteredState | undefined;
}

/** Where the thread was when its execution ended; the start of its graph when it had not begun. */
export function resumePoint(thread: Thread, graph: Graph, input: Document): ResumePoint {
  const { current, left } = lastActive(thread);
  if (current) return { next: current.name, document: current.input, entered: current };
  if (left) return { next: left.next, document: left.output, entered: undefined };
  return { next: graph.startAt, document: input, entered: undefined };
}

/** What the thread has made of its input, when it had ended: a redrive does not run it again. */
export function finishedOutput(thread: Thread): Document | undefined {
  const { current, left } = lastActive(thread);
  return !current && left && left.next === undefined ? left.output : undefined;
}

/** A thread that goes on where an earlier one was, with its variables and its chain of events. */
export function resumeThread(earlier: Thread, cancellation: Cancellation): Thread {
  const { execution, mapRuns, variables, lastEventId, mapItem } = earlier;
  return new Thread({ execution, mapRuns, cancellation, variables, lastEventId, mapItem, resumes: earlier });
}

/** A redrive that ended before it did anything leaves what it wanted to go on with. */
export function lastActive(thread: Thread): Thread {
  let active = thread;
  while (!active.current && !active.left && active.resumes) active = active.resumes;
  return active;
}
