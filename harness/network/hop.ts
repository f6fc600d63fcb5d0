import type { BodyReference } from "./bodies.ts";

/** One hop between two parts of the system. Names are the services' and functions' own. */
export interface Hop {
  /** Who calls: `server`, `listing-media-zip-staging`, `photographer`, `lambda` … */
  readonly source: string;
  /** Who is called: `s3`, `sqs`, `states`, `lambda`, `mysql`, `server`, a function's name … */
  readonly target: string;
  /** The service's own name for the operation: `PutObject`, `StartExecution`, `POST /api/v2/…`, `UPDATE`. */
  readonly operation: string;
  /** What it acts on: a key, an ARN, a table; empty when there is no such thing. */
  readonly resource: string;
  readonly request?: BodyReference;
}
