import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { readServerConfiguration } from "../configuration.ts";
import { Database } from "../database/database.ts";
import { Logger } from "../logging/logger.ts";
import type { MediaDependencies } from "../media/dependencies.ts";
import { startWorkers } from "./start-workers.ts";

const CONFIGURATION = {
  s3: {},
  workflow: { stuckJobTimeoutMinutes: 45 },
  queue: {},
  jwt: { secret: "s" },
  retention: { cleanupIntervalMinutes: 60, maxAgeDays: 30, batchSize: 6000 },
};

test("every line of a worker carries the context of the start, durations in nanoseconds or in Go's words", async () => {
  const lines: unknown[] = [];
  const log = new Logger(({ level, message, fields }) => lines.push([`${level} ${message}`, ...fields]));
  const down = Object.assign(new Error("no"), { code: "ECONNREFUSED", address: "127.0.0.1", port: 1 });
  const media = {
    configuration: readServerConfiguration(CONFIGURATION),
    system: new System("current"),
    clock: { now: () => 0, sleep: () => new Promise(() => {}) },
    database: new Database({ getConnection: () => Promise.reject(down) }),
  } as unknown as MediaDependencies;
  startWorkers(media, log, (_name, activity) => void activity());
  await new Promise(setImmediate);

  const context = ["request_id", "server_initialization"];
  const begin = [
    [
      "ERROR mysql.common.transaction.begin_error",
      context,
      ["error", "dial tcp 127.0.0.1:1: connect: connection refused"],
    ],
    [
      "ERROR global.transaction.start_error",
      context,
      ["err", "begin tx: dial tcp 127.0.0.1:1: connect: connection refused"],
    ],
  ];
  const ofCleaner = ["INFO media_processing cleaner started", "WARN media.cleaner.invalid_limit"];
  expect(lines.filter((line) => ofCleaner.includes(String((line as unknown[])[0])))).toEqual([
    [
      "INFO media_processing cleaner started",
      context,
      ["interval", 3_600_000_000_000],
      ["max_age", 2_592_000_000_000_000],
      ["batch_size", 6000],
    ],
    ["WARN media.cleaner.invalid_limit", context, ["limit", 6000]],
  ]);
  expect(lines).toEqual(expect.arrayContaining(begin));
  expect(lines).toContainEqual([
    "ERROR goroutine.media_reconciler.error",
    context,
    ["err", "failed to start transaction"],
    ["timeout", "45m0s"],
  ]);
  expect(lines).toContainEqual([
    "ERROR media.cleaner.tx_start_error",
    context,
    ["err", "HTTP 500: Failed to start transaction"],
  ]);
  expect(lines).toContainEqual([
    "WARN media_processing.cleaner.run_failed",
    context,
    ["err", "HTTP 500: Internal server error"],
  ]);
});
