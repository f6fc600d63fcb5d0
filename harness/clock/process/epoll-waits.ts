import { threadsOf } from "./threads.ts";

/** Numbers of the system calls epoll_wait and epoll_pwait: on x64 both, on arm64 there is only the second. */
const EPOLL_WAITS: Readonly<Partial<Record<string, readonly number[]>>> = { x64: [232, 281], arm64: [22] };

/** A thread that waits for input at most so long. */
export interface EpollWait {
  readonly threadId: number;
  /** As it was asked for, whenever that was; no timer of the thread's loop is due sooner after that. */
  readonly timeoutMs: number;
}

/**
 * The waits with a limit in which threads of a process are now: an event loop (Node's, Go's) waits until its next timer, so
 * this shows foreign timers without asking the program. Waits without limit are left out.
 */
export function epollWaitsOf(pid: number): EpollWait[] {
  const calls = EPOLL_WAITS[process.arch] ?? [];
  return threadsOf(pid).flatMap(({ id, at }) => {
    const timeout = at?.parameters[3];
    if (at === undefined || timeout === undefined || !calls.includes(at.systemCall)) return [];
    const timeoutMs = Number(BigInt.asIntN(32, timeout));
    return timeoutMs < 0 ? [] : [{ threadId: id, timeoutMs }];
  });
}
