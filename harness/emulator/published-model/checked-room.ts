import type { Room } from "../room.ts";
import type { PublishedModel } from "./published-model.ts";
import { refuseUnpublishedAnswer } from "./refuse-unpublished-answer.ts";

/** A room that speaks awsJson, whose every answer is held against the service's published model. */
export function checkedRoom<R extends Room>(room: R, model: PublishedModel): R {
  return {
    ...room,
    async handle(call) {
      const response = await room.handle(call);
      const text = response.body.toString("utf8");
      const body: unknown = text === "" ? {} : JSON.parse(text);
      refuseUnpublishedAnswer(model, call.operation.name, { status: response.status, body });
      return response;
    },
  };
}
