import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { System } from "../system/revisions.ts";
import type { ExpiringStore } from "./auth/expiring-store.ts";
import type { ServerConfiguration } from "./configuration.ts";

/** Everything the server needs from outside: the real things when it runs alone (main.ts), the world's in a world. */
export interface ServerDependencies {
  readonly configuration: ServerConfiguration;
  readonly system: System;
  readonly clock: ServerClock;
  readonly ids: ServerIds;
  readonly log: (record: LogRecord) => void;
  readonly database: DatabasePool;
  readonly aws: ServerAwsClients;
  /** Redis; without it, permissions and revoked tokens are stored in this process only. */
  readonly store?: ExpiringStore;
  /** Sends one push message; failures are logged by the caller and never fail a request. */
  readonly push: (message: PushMessage) => Promise<void>;
  /** Runs CPU-heavy work (bcrypt). `modelledMs` is what it costs in virtual time. */
  readonly compute: <T>(label: string, modelledMs: number, work: () => T | Promise<T>) => Promise<T>;
}

export interface ServerClock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, label: string): Promise<void>;
}

/** `purpose` names a random stream, so that ids can be pinned one by one: `request-id`, `token-jti`, `raw-key` … */
export interface ServerIds {
  uuid(purpose: string): string;
  /** Lower-case hex: 32 digits for `trace-id`, 16 for `span-id`. */
  hex(purpose: string, digits: number): string;
}

export interface ServerAwsClients {
  /** Signs PUT and deletes. */
  readonly s3Admin: S3Client;
  /** Signs GET and does HEAD. */
  readonly s3Reader: S3Client;
  readonly sqs: SQSClient;
  readonly sfn: SFNClient;
}

export interface PushMessage {
  readonly deviceToken: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
}

/** One structured line. Fields stay in the order written; a key may occur twice (docs/contract/logs.md). */
export interface LogRecord {
  readonly level: "DEBUG" | "INFO" | "WARN" | "ERROR";
  readonly message: string;
  readonly fields: readonly (readonly [string, unknown])[];
}

/** The part of a mysql2 promise pool that the server uses. */
export interface DatabasePool {
  getConnection(): Promise<DatabaseConnection>;
}

export interface DatabaseConnection {
  /** Rows of a SELECT as objects, or the header of a change. */
  execute(sql: string, values?: readonly SqlValue[]): Promise<[unknown, unknown]>;
  query(sql: string): Promise<[unknown, unknown]>;
  release(): void;
}

export type SqlValue = string | number | bigint | Date | null;
