import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { System } from "../system/revisions.ts";

/**
 * One Lambda: JSON text in, JSON text out, as the Runtime API carries it (texts, because key order, number spelling and
 * escapes are part of the contract).
 */
export type LambdaHandler = (payload: string, context: InvocationContext) => Promise<string>;

export interface InvocationContext {
  readonly awsRequestId: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** Everything a Lambda needs from outside: the real things in a process, the world's in a world. */
export interface LambdaDependencies {
  readonly system: System;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly s3: () => S3Client;
  readonly sfn: () => SFNClient;
  readonly now: () => number;
  readonly log: (record: LambdaLogRecord) => void;
  /** Chance: an integer from 0 up to, and without, `exclusiveMax`. */
  readonly random: (exclusiveMax: number) => number;
  /** Runs CPU-heavy work (decode, resize) beside other work; `modelledMs` is what it costs in virtual time. */
  readonly compute: <T>(label: string, modelledMs: number, work: () => Promise<T>) => Promise<T>;
  /**
   * Returns an earlier result of the same work on the same input; work must depend on nothing else. Absent: no cache.
   */
  readonly memoise?: <T>(work: string, input: Buffer, perform: () => Promise<T>) => Promise<T>;
  /** Calls back once, `ms` later, unless cancelled. Without it the callback Lambda waits for an answer for ever. */
  readonly timer?: (label: string, ms: number, callback: () => void) => { cancel(): void };
}

export interface LambdaLogRecord {
  readonly level: "INFO" | "WARN" | "ERROR";
  readonly message: string;
  readonly fields: readonly (readonly [string, unknown])[];
}

/** An error that Lambda reports as `{"errorMessage", "errorType"}`; the type is the Go type's name (`wrapError`). */
export class FunctionError extends Error {
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
    this.errorType = errorType;
  }
}
