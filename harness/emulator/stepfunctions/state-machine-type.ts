/** Express machines run at most five minutes, keep no history and may be started synchronously. */
export type StateMachineType = "STANDARD" | "EXPRESS";
