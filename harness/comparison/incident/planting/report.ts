import type { Row } from "../../../database/row-watch.ts";

/** What people can paste of a world or of a recording, before it is written down in any form. */
export interface Report {
  /** By table. */
  readonly tables: ReadonlyMap<string, readonly Row[]>;
  readonly lines: readonly ReportLine[];
  readonly executions: readonly ReportExecution[];
  /** Keys of the bucket. */
  readonly keys: readonly string[];
  readonly answers: readonly ReportAnswer[];
}

/** A line that slog wrote. */
export interface ReportLine {
  /** ISO 8601; absent in a recording that does not have it. */
  readonly time?: string;
  readonly level: string;
  readonly message: string;
  readonly fields: readonly (readonly [name: string, value: unknown])[];
}

export interface ReportExecution {
  readonly arn: string;
  readonly status: string;
  /** JSON text. */
  readonly input: string;
  readonly error?: string;
  readonly cause?: string;
  /** `TaskStateEntered CreateZipBundle`, as a world lists them; a recording has none. */
  readonly events?: readonly string[];
}

export interface ReportAnswer {
  /** When it was asked for, in milliseconds since the epoch; absent in a recording. */
  readonly at?: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}
