import type { Acknowledge } from "../gateway/gateway.ts";
import type { Room, ServiceName } from "../room.ts";
import { withObservations } from "./observations.ts";
import type { PublishedModel, PublishedService } from "./published-model.ts";
import { refuseUnpublishedResponse } from "./refuse-unpublished-answer.ts";

/** A room whose every answer is held against the service's published model, in the service's own protocol. */
export function checkedRoom<R extends Room>(room: R, model = modelOf(room.service)): R {
  if (!model) return room;
  return {
    ...room,
    // A lazy room has methods.
    identify: (http) => room.identify(http),
    deny: (denial, http, requestId) => room.deny(denial, http, requestId),
    async handle(call) {
      const response = await room.handle(call);
      // The query protocol of SQS is older than its model; its answers are made from those that the model has.
      const isOlder = room.service === "sqs" && call.http.headers["x-amz-target"] === undefined;
      if (!isOlder) refuseUnpublishedResponse(model, call.operation.name, response);
      return response;
    },
  };
}

/** The same for all rooms of a cloud: as what its gateway does with an answer before it leaves. */
export const checkedAnswer: Acknowledge = ({ service, operation }, response) => {
  const model = modelOf(service as ServiceName);
  if (model) refuseUnpublishedResponse(model, operation, response);
  return response;
};

const MODELS: Partial<Record<ServiceName, PublishedService>> = {
  dynamodb: "dynamodb",
  events: "events",
  iam: "iam",
  kms: "kms",
  lambda: "lambda",
  logs: "logs",
  s3: "s3",
  secretsmanager: "secretsmanager",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
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
