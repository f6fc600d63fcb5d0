import type { Room, ServiceName } from "../room.ts";
import { withObservations } from "./observations.ts";
import type { PublishedModel, PublishedService } from "./published-model.ts";
import { refuseUnpublishedResponse } from "./refuse-unpublished-answer.ts";

/** A room whose every answer is held against the service's published model, in the service's own protocol. */
export function checkedRoom<R extends Room>(room: R, model = modelOf(room.service)): R {
  if (!model) return room;
  return {
    ...room,
    async handle(call) {
      const response = await room.handle(call);
      // The query protocol of SQS is older than its model; its answers are made from those that the model has.
      const isOlder = room.service === "sqs" && call.http.headers["x-amz-target"] === undefined;
      if (!isOlder) refuseUnpublishedResponse(model, call.operation.name, response);
      return response;
    },
  };
}

const MODELS: Partial<Record<ServiceName, PublishedService>> = {
  iam: "iam",
  lambda: "lambda",
  logs: "logs",
  s3: "s3",
  sqs: "sqs",
  states: "stepfunctions",
  sts: "sts",
};
const read = new Map<PublishedService, PublishedModel>();

/** The model of a room's service, read once; `undefined` where we have none. */
function modelOf(service: ServiceName): PublishedModel | undefined {
  const published = MODELS[service];
  if (!published) return undefined;
  const model = read.get(published) ?? withObservations(published);
  read.set(published, model);
  return model;
}
