import type { InvocationResult } from "../invoker.ts";

/** How an asynchronous invocation ended. */
export type EndCondition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

/** What is known of an asynchronous invocation that has ended. */
export interface EndedInvocation {
  readonly requestId: string;
  readonly invokedArn: string;
  /** Of the function, which tells its destinations. */
  readonly role: string;
  /** JSON text. */
  readonly payload: string;
  readonly condition: EndCondition;
  readonly attempts: number;
  /** Of the last attempt; absent when the function never ran. */
  readonly result: InvocationResult | undefined;
}

/** What a destination gets: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function invocationRecord(ended: EndedInvocation, nowMs: number) {
  const { result } = ended;
  return {
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId: ended.requestId,
      functionArn: /:function:[^:]+$/.test(ended.invokedArn) ? `${ended.invokedArn}:$LATEST` : ended.invokedArn,
      condition: ended.condition,
      approximateInvokeCount: ended.attempts,
    },
    requestPayload: jsonValue(ended.payload),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: result.executedVersion,
        ...(result.functionError && { functionError: result.functionError }),
      },
      responsePayload: jsonValue(result.payload),
    }),
  };
}

/** A function may answer what is no JSON; it is a text then. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
