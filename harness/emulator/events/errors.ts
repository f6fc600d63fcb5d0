import { AwsError } from "../gateway/aws-error.ts";

/** Errors of EventBridge: codes from its model, words from memory of its answers. */
export const ruleNotFound = (name: string, bus: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);

export const busNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);

export const busExists = (name: string): AwsError =>
  new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);

export const invalidPattern = (why: string): AwsError =>
  new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${why}`);

export const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

export const tooManyTargets = (): AwsError =>
  new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

export const notEmulated = (what: string): AwsError =>
  new AwsError("NotImplemented", `events: ${what} is not emulated.`, { status: 501 });
