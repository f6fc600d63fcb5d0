import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidParameterValue, invalidValue, resourceNotFound } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { MAX_MOVED_MESSAGES_PER_SECOND, MIN_MOVED_MESSAGES_PER_SECOND } from "../limits.ts";
import type { MovingState } from "../message-move/moving-state.ts";
import { checkQueueArn } from "../message-move/queue-arn.ts";
import { namedOperation, nameInArn } from "../operation.ts";

const schema = z.object({
  SourceArn: z.string(),
  DestinationArn: optional(z.string()),
  MaxNumberOfMessagesPerSecond: optional(z.number().int()),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask = (state: MovingState): JsonOperation =>
  namedOperation(
    state,
    (input) => nameInArn(input.SourceArn),
    (input) => {
      const { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate } = parseInput(schema, input);
      if (rate !== undefined && (rate < MIN_MOVED_MESSAGES_PER_SECOND || rate > MAX_MOVED_MESSAGES_PER_SECOND)) {
        throw invalidValue(
          "MaxNumberOfMessagesPerSecond",
          rate,
          `Must be between ${MIN_MOVED_MESSAGES_PER_SECOND} and ${MAX_MOVED_MESSAGES_PER_SECOND}, if provided.`,
        );
      }
      checkQueueArn("SourceArn", SourceArn);
      if (DestinationArn !== undefined) checkQueueArn("DestinationArn", DestinationArn);
      const source = state.queues.byArn(SourceArn);
      if (!source) throw noSuchResource("SourceArn");
      if (state.queues.sourcesOf(SourceArn).length === 0) {
        throw invalidParameterValue("Source queue must be configured as a Dead Letter Queue.");
      }
      const destination = DestinationArn === undefined ? undefined : state.queues.byArn(DestinationArn);
      if (DestinationArn !== undefined && !destination) throw noSuchResource("DestinationArn");
      return { TaskHandle: state.moves.start(source, destination, rate).handle };
    },
  );

const noSuchResource = (parameter: string) =>
  resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
