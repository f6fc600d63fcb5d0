import { AwsError } from "../../gateway/aws-error.ts";

/** How a function's asynchronous invocations end. `undefined`: AWS's default. */
export interface EventInvokeConfig {
  readonly maximumRetryAttempts: number | undefined;
  readonly maximumEventAgeSeconds: number | undefined;
  /** ARNs of queues or functions. */
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
  readonly modifiedAt: number;
}

/** As the API describes it; the ARN has the qualifier, `$LATEST` included. */
export function describeEventInvokeConfig(functionArn: string, qualifier: string, config: EventInvokeConfig) {
  return {
    LastModified: config.modifiedAt / 1000,
    FunctionArn: `${functionArn}:${qualifier}`,
    ...(config.maximumRetryAttempts !== undefined && { MaximumRetryAttempts: config.maximumRetryAttempts }),
    ...(config.maximumEventAgeSeconds !== undefined && { MaximumEventAgeInSeconds: config.maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: config.onSuccess === undefined ? {} : { Destination: config.onSuccess },
      OnFailure: config.onFailure === undefined ? {} : { Destination: config.onFailure },
    },
  };
}

export const noEventInvokeConfig = (functionArn: string, qualifier: string): AwsError =>
  new AwsError(
    "ResourceNotFoundException",
    `The function ${functionArn}:${qualifier} doesn't have an EventInvokeConfig`,
    { status: 404 },
  );
