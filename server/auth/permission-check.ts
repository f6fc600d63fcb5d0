import type { Database } from "../database/database.ts";
import { type Permission, permissionSchema, permissionsOfUser } from "../database/permissions.ts";
import { HttpError } from "../http/http-error.ts";
import type { Logger } from "../logging/logger.ts";
import type { ExpiringStore } from "./expiring-store.ts";

const CACHE_MS = 15 * 60_000;

export interface PermissionCheck {
  readonly database: Database;
  readonly cache: ExpiringStore;
  readonly now: () => number;
}

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
  if (userId <= 0) throw new HttpError(500, "Permission check failed");
  const action = `${method}:${path}`;
  const granted = await findPermission(check, log, userId, action);
  if (granted) {
    log.info("permission.check.allowed", { user_id: userId, action, permission_id: granted.id });
    return;
  }
  log.warn("permission.check.denied", { user_id: userId, action });
  log.warn("permission.http.check.denied", { user_id: userId, action });
  log.warn("permission.middleware.denied", { user_id: userId, method, path });
  throw new HttpError(403, "Insufficient permissions");
}

async function findPermission(
  check: PermissionCheck,
  log: Logger,
  userId: number,
  action: string,
): Promise<Permission | undefined> {
  const cached = await readCache(check, userId);
  const grants = (permissions: readonly Permission[]) => permissions.find((permission) => permission.action === action);
  if (!cached) return grants(await load(check, log, userId));
  const granted = grants(cached);
  if (granted) return granted;
  log.info("permission.cache.refresh_on_miss", { user_id: userId, action });
  await check.cache.delete(keyOf(userId));
  log.info("permission.cache.invalidated", { user_id: userId });
  log.info("permission.cache.invalidated", { user_id: userId, source: "refresh_user_permissions" });
  const permissions = await load(check, log, userId);
  log.info("permission.permissions.refreshed", { user_id: userId });
  log.info("permission.cache.refresh_on_miss_completed", { user_id: userId, action, permissions: permissions.length });
  return grants(permissions);
}

async function load(check: PermissionCheck, log: Logger, userId: number): Promise<readonly Permission[]> {
  try {
    const permissions = await check.database.statements(log, (db) => permissionsOfUser(db, userId, check.now()));
    await check.cache.set(keyOf(userId), JSON.stringify(permissions), check.now() + CACHE_MS);
    return permissions;
  } catch (error) {
    throw new HttpError(500, "Permission check failed", null, { cause: error });
  }
}

async function readCache(check: PermissionCheck, userId: number): Promise<readonly Permission[] | undefined> {
  try {
    const text = await check.cache.get(keyOf(userId));
    return text === undefined ? undefined : permissionSchema.array().parse(JSON.parse(text));
  } catch (error) {
    throw new HttpError(500, "Permission check failed", null, { cause: error });
  }
}

/** The contract does not give upstream's key. */
function keyOf(userId: number): string {
  return `toq:permissions:user:${userId}`;
}
