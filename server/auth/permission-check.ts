import type { Database, Statements } from "../database/database.ts";
import { type Permission, permissionSchema, permissionsOfUser } from "../database/permissions.ts";
import { HttpError } from "../http/http-error.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import type { ExpiringStore } from "./expiring-store.ts";

const CACHE_MS = 15 * 60_000;

export interface PermissionCheck {
  readonly database: Database;
  readonly cache: ExpiringStore;
  readonly now: () => number;
}

/** A step that failed, in the words of the real server's log. */
const INTERNAL = "HTTP 500: Internal server error";

/**
 * Lets the request pass when one of the user's active roles grants `METHOD:path`. What is not in the cached set is
 * looked up once more before it is denied (docs/contract/http-api.md 3).
 *
 * @throws HttpError 403 `Insufficient permissions`, 500 `Permission check failed`.
 */
export async function requirePermission(
  check: PermissionCheck,
  log: Logger,
  userId: number,
  method: string,
  path: string,
): Promise<void> {
  if (userId <= 0) throw checkFailed(log, { user_id: userId, method, path, err: "HTTP 400: invalid user id" });
  const action = `${method}:${path}`;
  let granted: Permission | undefined;
  try {
    granted = await findPermission(check, log, userId, action);
  } catch (cause) {
    log.error("permission.http.check.error", { user_id: userId, action, error: INTERNAL });
    throw checkFailed(log, { user_id: userId, method, path, err: INTERNAL }, cause);
  }
  if (granted) {
    log.info("permission.check.allowed", { user_id: userId, action, permission_id: granted.id });
    return;
  }
  log.warn("permission.check.denied", { user_id: userId, action });
  log.warn("permission.http.check.denied", { user_id: userId, action });
  log.warn("permission.middleware.denied", { user_id: userId, method, path });
  throw new HttpError(403, "Insufficient permissions");
}

function checkFailed(log: Logger, fields: Readonly<Record<string, unknown>>, cause?: unknown): HttpError {
  log.error("permission.middleware.check_failed", fields);
  return new HttpError(500, "Permission check failed", null, { internal: "HTTP 500: Permission check failed", cause });
}

async function findPermission(
  check: PermissionCheck,
  log: Logger,
  userId: number,
  action: string,
): Promise<Permission | undefined> {
  const cached = await readCache(check, userId);
  const grants = (permissions: readonly Permission[]) => permissions.find((permission) => permission.action === action);
  if (!cached) return grants(await load(check, log, userId, "permission.check.permissions_load_failed"));
  const granted = grants(cached);
  if (granted) return granted;
  log.info("permission.cache.refresh_on_miss", { user_id: userId, action });
  await check.cache.delete(keyOf(userId));
  log.info("permission.cache.invalidated", { user_id: userId });
  log.info("permission.cache.invalidated", { user_id: userId, source: "refresh_user_permissions" });
  const permissions = await load(check, log, userId, "permission.cache.refresh_on_miss_failed");
  log.info("permission.permissions.refreshed", { user_id: userId });
  log.info("permission.cache.refresh_on_miss_completed", { user_id: userId, action, permissions: permissions.length });
  return grants(permissions);
}

/** From the database, in a transaction of its own, whose failure the log tells step by step. */
async function load(
  check: PermissionCheck,
  log: Logger,
  userId: number,
  failure: string,
): Promise<readonly Permission[]> {
  const report = {
    log,
    errorField: "error",
    fieldsFirst: true,
    fields: { user_id: userId },
    startEvent: "permission.check.tx_start_failed",
    rollbackEvent: "permission.check.tx_rollback_failed",
    commitEvent: "permission.check.tx_commit_failed",
  } as const;
  let permissions: readonly Permission[];
  try {
    permissions = await check.database.transaction(report, (db) => read(check, log, db, userId));
  } catch (error) {
    log.error(failure, { user_id: userId, error: `db load error: ${INTERNAL}` });
    throw error;
  }
  await remember(check, log, userId, permissions);
  return permissions;
}

async function read(check: PermissionCheck, log: Logger, db: Statements, userId: number) {
  try {
    return await permissionsOfUser(db, userId, check.now());
  } catch (error) {
    log.error("permission.check.db_failed", { user_id: userId, error: errorText(error) });
    throw error;
  }
}

/** A cache that does not answer costs time, but refuses nobody. */
async function remember(
  check: PermissionCheck,
  log: Logger,
  userId: number,
  permissions: readonly Permission[],
): Promise<void> {
  try {
    await check.cache.set(keyOf(userId), JSON.stringify(permissions), check.now() + CACHE_MS);
  } catch (error) {
    log.warn("Failed to cache user permissions", { userID: userId, error: errorText(error) });
  }
}

async function readCache(check: PermissionCheck, userId: number): Promise<readonly Permission[] | undefined> {
  try {
    const text = await check.cache.get(keyOf(userId));
    return text === undefined ? undefined : permissionSchema.array().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The contract does not give upstream's key. */
function keyOf(userId: number): string {
  return `toq:permissions:user:${userId}`;
}
