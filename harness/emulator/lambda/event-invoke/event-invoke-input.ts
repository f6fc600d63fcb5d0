import { z } from "zod";
import { invalidParameterValue, notEmulated } from "../errors.ts";
import { EVENT_AGE_SECONDS, MAX_RETRY_ATTEMPTS, MIN_RETRY_ATTEMPTS } from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";

const destination = optional(z.object({ Destination: optional(z.string()) }));
const schema = z.object({
  MaximumRetryAttempts: optional(z.number().int().min(MIN_RETRY_ATTEMPTS).max(MAX_RETRY_ATTEMPTS)),
  MaximumEventAgeInSeconds: optional(z.number().int().min(EVENT_AGE_SECONDS.least).max(EVENT_AGE_SECONDS.most)),
  DestinationConfig: optional(z.object({ OnSuccess: destination, OnFailure: destination })),
});

/** What a request sets; what it does not name stays as in `before`. Throws InvalidParameterValueException. */
export function readEventInvokeConfig(
  operation: string,
  input: unknown,
  now: number,
  place: { readonly functionArn: string; readonly before?: EventInvokeConfig | undefined },
): EventInvokeConfig {
  const { functionArn, before } = place;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = parseRequest(operation, schema, input);
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && DestinationConfig === undefined) {
    throw invalidParameterValue("You must specify at least one of error handling or destination setting.");
  }
  const { OnSuccess, OnFailure } = DestinationConfig ?? {};
  if ([OnSuccess?.Destination, OnFailure?.Destination].includes(functionArn)) {
    throw invalidParameterValue("You can't specify the function as a destination for itself.");
  }
  return {
    maximumRetryAttempts: MaximumRetryAttempts ?? before?.maximumRetryAttempts,
    maximumEventAgeSeconds: MaximumEventAgeInSeconds ?? before?.maximumEventAgeSeconds,
    onSuccess: OnSuccess ? checkDestination(operation, OnSuccess.Destination) : before?.onSuccess,
    onFailure: OnFailure ? checkDestination(operation, OnFailure.Destination) : before?.onFailure,
    modifiedAt: now,
  };
}

/** Queues, topics, buses and functions; buckets are refused by name. */
function checkDestination(operation: string, arn: string | undefined): string | undefined {
  if (arn === undefined || arn === "") return undefined;
  const service = /^arn:aws[a-z-]*:([a-z0-9]+):/.exec(arn)?.[1];
  if (service !== undefined && ["events", "lambda", "sns", "sqs"].includes(service)) return arn;
  if (service === undefined)
    throw invalidParameterValue(`The provided destination config DestinationConfig is invalid: ${arn}`);
  throw notEmulated(`lambda:${operation} with a destination of ${service}`);
}
