/** In seconds. */
interface Limits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** An attempt of a Task that has begun and not ended. Times are milliseconds since the epoch. */
export type AttemptInFlight =
  | { readonly kind: "function" }
  | {
      readonly kind: "service";
      readonly resourceType: string;
      readonly resource: string;
      readonly limits: Limits;
      readonly startedAt: number;
      /** Whom somebody outside ends it with, if anybody may. */
      readonly token: string | undefined;
      /** What the service answered, once the Task waits for what follows: JSON. */
      submitted: string | undefined;
    }
  | {
      readonly kind: "activity";
      readonly activityArn: string;
      readonly input: string;
      readonly limits: Limits;
      readonly token: string;
      /** When a worker took it; `undefined` while it waits for one. */
      startedAt: number | undefined;
    };

/** Where a state stands between two events: what a restart of the process needs to go on in it, and a redrive does not. */
export interface Standing {
  readonly retryCount: number | undefined;
  /** Retries that each retrier has used up, in their order. */
  readonly retries: readonly number[];
  /** When the next attempt begins, while the state waits for it. */
  readonly retryDueAt: number | undefined;
  /** When a Wait ends. */
  readonly waitUntil: number | undefined;
  readonly attempt: AttemptInFlight | undefined;
}
