import { StateFailure } from "../execution/failure.ts";

/** The items cannot be read; can be caught and retried. */
export function readerFailure(cause: string | undefined): StateFailure {
  return new StateFailure("States.ItemReaderFailed", cause);
}
