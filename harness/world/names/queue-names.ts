import { DEAD_LETTER_QUEUE, QUEUE } from "../../../system/infrastructure.ts";
import type { OwnQueues } from "../../support/own-names.ts";

export type QueueName = typeof QUEUE | typeof DEAD_LETTER_QUEUE | (keyof OwnQueues & string);

/** `created`: by the story. */
export function queueNames(created: readonly string[]): readonly string[] {
  return [QUEUE, DEAD_LETTER_QUEUE, ...created];
}
