import { type Thread, threadsOf } from "./threads.ts";

/** Numbers of the system calls epoll_wait and epoll_pwait: on x64 both, on arm64 there is only the second. */
const EPOLL_WAITS: Readonly<Partial<Record<string, readonly number[]>>> = { x64: [232, 281], arm64: [22] };

/** A thread that waits for input at most so long. */
export interface EpollWait {
  readonly threadId: number;
  /** As it was asked for, whenever that was; no timer of the thread's loop is due later after that. */
  readonly timeoutMs: number;
}

/**
 * The waits with a limit in which threads of a process are now: an event loop (Node's, Go's) waits until its next timer, so
 * this shows foreign timers without asking the program. Waits without limit are left out.
 */
export function epollWaitsOf(pid: number): EpollWait[] {
  return threadsOf(pid).flatMap((thread) => {
    const timeout = thread.at?.parameters[3];
    if (!isInEpoll(thread) || timeout === undefined) return [];
    const timeoutMs = Number(BigInt.asIntN(32, timeout));
    return timeoutMs < 0 ? [] : [{ threadId: thread.id, timeoutMs }];
  });
}

/** Whether the thread waits for input, or has just been interrupted in it. */
export function isInEpoll({ at }: Thread): boolean {
  return at !== undefined && (EPOLL_WAITS[process.arch] ?? []).includes(at.systemCall);
}
