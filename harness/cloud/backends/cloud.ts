import type { HttpRequest, HttpResponse } from "../../network/http.ts";

export type BackendName = "embedded" | "localstack";

/** What a world and its scenario see of a cloud, on any backend. Reading it takes no virtual time. */
export interface Cloud {
  readonly backend: BackendName;
  /** One signed or presigned request of `source`, as a recorded hop. */
  send(source: string, request: HttpRequest): Promise<HttpResponse>;
  /** Current objects of a bucket in S3's order. */
  objects(bucket: string): Promise<readonly CloudObject[]>;
  /** Bytes of the current object. */
  object(bucket: string, key: string): Promise<Buffer | undefined>;
  /** Executions in the order of their start. */
  executions(): Promise<readonly CloudExecution[]>;
  /** Bodies of the messages in a queue, visible or not. */
  messages(queue: string): Promise<readonly string[]>;
}

export interface CloudObject {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
}

/** What can be seen of an execution from outside, whatever backend it ran on. */
export interface ObservedExecution {
  readonly machine: string;
  readonly name: string;
  readonly status: string;
  /** JSON texts, as the service gives them. */
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /**
   * Event types of the history with the state's name where there is one: `TaskStateEntered CreateZipBundle`. In the
   * order of cause and effect: concurrent branches and iterations are listed one after the other.
   */
  readonly events: readonly string[];
}

export interface CloudExecution extends ObservedExecution {
  readonly arn: string;
}
