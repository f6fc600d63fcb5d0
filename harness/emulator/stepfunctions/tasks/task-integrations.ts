import type { ServiceAnswer, ServiceCall } from "../../service-calls/index.ts";

/**
 * The services that Task states call. An implementation goes through the network itself, and throws an AwsError when
 * the service refuses; the engine words it as AWS's SDKs do.
 */
export interface TaskIntegrations {
  /**
   * Any operation of an emulated service, through the gateway and permitted as the state machine's role is. Throws the
   * service's AwsError.
   */
  callService(call: ServiceCall): Promise<ServiceAnswer>;
  invokeLambda(call: LambdaCall): Promise<LambdaAnswer>;
  mediaConvertCreateJob(call: SdkCall): Promise<SdkAnswer>;
  /** The job as GetJob answers it, once it has ended, and how. */
  mediaConvertJobEnded(jobId: string): Promise<SdkAnswer & { readonly status: string }>;
  /** Nobody waits for this job any more. */
  mediaConvertAbandonJob(jobId: string): void;
}

export interface LambdaCall {
  /** A name, a partial ARN or an ARN, with or without qualifier. */
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  /** Who calls, for the trace: `states`. */
  readonly source: string;
  /** Whether the answer shall bring the end of the function's log. */
  readonly logTail?: boolean;
}

export interface LambdaAnswer {
  /** JSON text; of the error when `functionError` is set. */
  readonly payload: string;
  readonly functionError?: "Unhandled";
  readonly requestId: string;
  /** Base64, when it was asked for. */
  readonly logResult?: string;
}

export interface SdkCall {
  /** The request as the AWS API spells it for Step Functions: PascalCase. */
  readonly request: unknown;
  readonly source: string;
}

export interface SdkAnswer {
  /** The response, PascalCase. */
  readonly response: unknown;
}
