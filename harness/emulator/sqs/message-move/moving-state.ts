import type { SqsState } from "../operation.ts";
import type { MessageMoves } from "./message-moves.ts";

/** What the operations of message move tasks work on. */
export interface MovingState extends SqsState {
  readonly moves: MessageMoves;
}
