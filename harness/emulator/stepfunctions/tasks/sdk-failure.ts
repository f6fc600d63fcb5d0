import { AwsError } from "../../gateway/aws-error.ts";
import { StateFailure } from "../execution/failure.ts";
import { isConnectionError } from "./optimised-failure.ts";
import type { SdkService } from "./sdk-services.ts";

/**
 * Worded with commas, and since November 2025 with the number of attempts, as AWS's second Java SDK ends its messages
 * (reported of recordings held back; those of 2023, test_no_such_bucket and test_dynamodb_invalid_param, have none, and
 * optimised integrations, which are the first SDK's, do not: test_no_such_function of 2025-11-25); errors that the
 * service's model has keep their name.
 */
export function sdkFailure(sdk: SdkService, error: unknown): StateFailure {
  if (error instanceof AwsError) {
    const { requestId = "", extendedRequestId } = error.fields;
    const name = sdk.isModelled(error.code) ? error.code : sdk.name;
    const details = [
      `Service: ${sdk.name}`,
      `Status Code: ${error.status}`,
      `Request ID: ${requestId}`,
      ...(extendedRequestId === undefined ? [] : [`Extended Request ID: ${extendedRequestId}`]),
    ];
    return new StateFailure(
      `${sdk.name}.${name.endsWith("Exception") ? name : `${name}Exception`}`,
      `${error.message} (${details.join(", ")}) (SDK Attempt Count: 1)`,
    );
  }
  if (isConnectionError(error)) {
    return new StateFailure(`${sdk.name}.SdkClientException`, `Unable to execute HTTP request: ${error.message}`);
  }
  throw error;
}
