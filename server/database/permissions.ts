import { z } from "zod";
import type { GoInteger } from "../../system/go/json-binding.ts";
import { integerColumn } from "./columns.ts";
import type { Statements } from "./database.ts";
import { idParameter } from "./id-parameter.ts";

export const permissionSchema = z.object({ id: integerColumn, action: z.string() });

export type Permission = z.output<typeof permissionSchema>;

/**
 * What a user may do, over all active roles; roles come from here, never from the token (docs/contract/http-api.md 3).
 */
export async function permissionsOfUser(
  db: Statements,
  userId: GoInteger,
  nowMs: number,
): Promise<readonly Permission[]> {
  const rows = await db.query(
    `SELECT DISTINCT p.id, p.action FROM user_roles ur
     JOIN roles r ON r.id = ur.role_id AND r.is_active = 1
     JOIN role_permissions rp ON rp.role_id = r.id AND rp.granted = 1
     JOIN permissions p ON p.id = rp.permission_id AND p.is_active = 1
     WHERE ur.user_id = ? AND ur.is_active = 1 AND (ur.expires_at IS NULL OR ur.expires_at > ?)
     ORDER BY p.id`,
    [idParameter(userId), new Date(nowMs)],
  );
  return rows.map((row) => permissionSchema.parse(row));
}
