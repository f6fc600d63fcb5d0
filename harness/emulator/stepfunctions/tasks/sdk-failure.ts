import { AwsError } from "../../gateway/aws-error.ts";
import { StateFailure } from "../execution/failure.ts";
import { isConnectionError } from "./optimised-failure.ts";
import type { SdkService } from "./sdk-services.ts";

/** Worded with commas; errors that the service's model has keep their name (recorded: test_no_such_bucket, test_dynamodb_invalid_param). */
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
      `${error.message} (${details.join(", ")})`,
    );
  }
  if (isConnectionError(error)) {
    return new StateFailure(`${sdk.name}.SdkClientException`, `Unable to execute HTTP request: ${error.message}`);
  }
  throw error;
}
