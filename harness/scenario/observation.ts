import type { ObservedExecution } from "../cloud/backends/cloud.ts";

/**
 * What can be seen of a finished scenario from outside, whatever backend it ran on: the parity command compares these.
 * Plain data, so that it can cross threads and be written as JSON. Values are as seen; making two runs comparable
 * (times, signatures) is up to the comparison.
 */
export interface Observation {
  /** Answers of the server to the people of the story, in the order they were given. */
  readonly answers: readonly ObservedAnswer[];
  /** Committed rows of the media pipeline's tables, by table, in the order of their primary keys. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Current objects of all buckets, in the order of their keys. */
  readonly objects: readonly ObservedObject[];
  /** Callbacks that reached the server, in order. */
  readonly callbacks: readonly ObservedCallback[];
  /** Executions in the order of their start. */
  readonly executions: readonly ObservedExecution[];
  /** Bodies of the messages that are left in each queue, dead-letter queues included. */
  readonly queues: Readonly<Record<string, readonly string[]>>;
  /**
   * How often each part of the system logged each message, by part and by `LEVEL message`. Compared between systems only:
   * a backend's own functions log otherwise.
   */
  readonly logMessages: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Further values that a scenario observes, such as answers of services, in the order of `observe` calls. */
  readonly findings: readonly { readonly name: string; readonly value: unknown }[];
}

export interface ObservedAnswer {
  readonly person: string;
  /** `POST /api/v2/listings/media/uploads`, without query. */
  readonly request: string;
  readonly status: number;
  /** Parsed when it is JSON, otherwise the text. */
  readonly body: unknown;
}

export interface ObservedObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentType: string;
}

export interface ObservedCallback {
  readonly body: string;
  /** Status that the server answered with. */
  readonly status: string;
}
