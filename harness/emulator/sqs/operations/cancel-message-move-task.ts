import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput } from "../input.ts";
import type { MovingState } from "../message-move/moving-state.ts";
import { namedOperation } from "../operation.ts";

const schema = z.object({ TaskHandle: z.string() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask = (state: MovingState): JsonOperation =>
  namedOperation(
    state,
    () => "",
    (input) => ({ ApproximateNumberOfMessagesMoved: state.moves.cancel(parseInput(schema, input).TaskHandle) }),
  );
