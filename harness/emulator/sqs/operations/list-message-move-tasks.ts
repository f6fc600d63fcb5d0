import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidValue, resourceNotFound } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { DEFAULT_LISTED_MOVE_TASKS, MAX_LISTED_MOVE_TASKS, MIN_LISTED_MOVE_TASKS } from "../limits.ts";
import { describeMoveTask } from "../message-move/move-task.ts";
import type { MovingState } from "../message-move/moving-state.ts";
import { checkQueueArn } from "../message-move/queue-arn.ts";
import { namedOperation, nameInArn } from "../operation.ts";

const schema = z.object({ SourceArn: z.string(), MaxResults: optional(z.number().int()) });

/** The youngest first: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks = (state: MovingState): JsonOperation =>
  namedOperation(
    state,
    (input) => nameInArn(input.SourceArn),
    (input) => {
      const { SourceArn, MaxResults = DEFAULT_LISTED_MOVE_TASKS } = parseInput(schema, input);
      if (MaxResults < MIN_LISTED_MOVE_TASKS || MaxResults > MAX_LISTED_MOVE_TASKS) {
        throw invalidValue(
          "MaxResults",
          MaxResults,
          `Must be between ${MIN_LISTED_MOVE_TASKS} and ${MAX_LISTED_MOVE_TASKS}, if provided.`,
        );
      }
      checkQueueArn("SourceArn", SourceArn);
      if (!state.queues.byArn(SourceArn)) {
        throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
      }
      return { Results: state.moves.of(SourceArn).slice(0, MaxResults).map(describeMoveTask) };
    },
  );
