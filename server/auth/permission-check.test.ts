import { expect, test } from "vitest";
import { Database } from "../database/database.ts";
import { HttpError } from "../http/http-error.ts";
import { Logger } from "../logging/logger.ts";
import type { DatabaseConnection } from "../ports.ts";
import { type ExpiringStore, MemoryStore } from "./expiring-store.ts";
import { requirePermission } from "./permission-check.ts";

const PATH = "/api/v2/listings/media";
const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED", address: "127.0.0.1", port: 13306 });
const brokenStore: ExpiringStore = {
  get: () => Promise.reject(new Error("redis is away")),
  set: () => Promise.reject(new Error("redis is away")),
  delete: () => Promise.reject(new Error("redis is away")),
};

/** Grants the list to everybody. */
const generous: DatabaseConnection = {
  execute: async () => [[{ id: 3, action: `GET:${PATH}` }], undefined],
  query: async () => [[], undefined],
  release: () => {},
};

async function check(
  userId: number,
  getConnection: () => Promise<DatabaseConnection>,
  cache: ExpiringStore = new MemoryStore(() => 0),
) {
  const lines: unknown[] = [];
  const log = new Logger(({ level, message, fields }) => lines.push([level, message, Object.fromEntries(fields)]));
  const permissions = { database: new Database({ getConnection }), cache, now: () => 0 };
  const answer = await requirePermission(permissions, log, userId, "GET", PATH).then(
    () => "granted",
    (error: unknown) => (error instanceof HttpError ? [error.status, error.message, error.internal] : error),
  );
  return { answer, lines };
}

test("a database that is away is told step by step, each with the user first", async () => {
  const internal = "HTTP 500: Internal server error";
  expect(await check(7, () => Promise.reject(refused))).toEqual({
    answer: [500, "Permission check failed", "HTTP 500: Permission check failed"],
    lines: [
      [
        "ERROR",
        "mysql.common.transaction.begin_error",
        { error: "dial tcp 127.0.0.1:13306: connect: connection refused" },
      ],
      [
        "ERROR",
        "global.transaction.start_error",
        { err: "begin tx: dial tcp 127.0.0.1:13306: connect: connection refused" },
      ],
      ["ERROR", "permission.check.tx_start_failed", { user_id: 7, error: "HTTP 500: Failed to start transaction" }],
      ["ERROR", "permission.check.permissions_load_failed", { user_id: 7, error: `db load error: ${internal}` }],
      ["ERROR", "permission.http.check.error", { user_id: 7, action: `GET:${PATH}`, error: internal }],
      ["ERROR", "permission.middleware.check_failed", { user_id: 7, method: "GET", path: PATH, err: internal }],
    ],
  });
});

test("a token without a user is a failure, too", async () => {
  expect(await check(0, async () => generous)).toEqual({
    answer: [500, "Permission check failed", "HTTP 500: Permission check failed"],
    lines: [
      [
        "ERROR",
        "permission.middleware.check_failed",
        { user_id: 0, method: "GET", path: PATH, err: "HTTP 400: invalid user id" },
      ],
    ],
  });
});

test("a store that is away refuses nobody", async () => {
  expect(await check(5, async () => generous, brokenStore)).toEqual({
    answer: "granted",
    lines: [
      ["WARN", "Failed to cache user permissions", { userID: 5, error: "redis is away" }],
      ["INFO", "permission.check.allowed", { user_id: 5, action: `GET:${PATH}`, permission_id: 3 }],
    ],
  });
});
