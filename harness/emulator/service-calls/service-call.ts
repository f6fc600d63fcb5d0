import type { ServiceName } from "../room.ts";

/** A call of one emulated service by another that has assumed a role, as Step Functions spells calls. */
export interface ServiceCall {
  readonly service: ServiceName;
  /** AWS's name: `SendMessage`. */
  readonly operation: string;
  /** PascalCase: `{ "QueueUrl": …, "MessageBody": … }`. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Who calls, for the trace: `states`. */
  readonly source: string;
  /** The role that must be permitted to do it. */
  readonly roleArn: string;
}

/** What a service answered, members in PascalCase; bodies of objects are text. */
export interface ServiceAnswer {
  readonly response: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The answer's body as it came, for objects that are not text. */
  readonly body: Buffer;
}
