import { StateFailure } from "./failure.ts";

/**
 * Step Functions names a call that got no answer SdkClientException; the Retry that its guide gives every Lambda Task lists it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception). The words are those
 * of the SDK for Java for a socket that was closed.
 */
export function lostCall(prefix: string): StateFailure {
  return new StateFailure(`${prefix}.SdkClientException`, "Unable to execute HTTP request: Connection reset");
}
