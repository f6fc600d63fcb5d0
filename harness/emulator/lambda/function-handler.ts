/** JSON text in, JSON text out; `lambdas/ports.ts` has the same shape. */
export type FunctionHandler = (payload: string, context: FunctionContext) => Promise<string>;

export interface FunctionContext {
  readonly awsRequestId: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  /** JSON text that the client says of itself. */
  readonly clientContext?: string;
  /** Takes a line that the function writes, for the tail of its log. */
  readonly log?: (line: string) => void;
  /** Is told the log stream of the process that runs the function. */
  readonly writesTo?: (logStreamName: string) => void;
}
