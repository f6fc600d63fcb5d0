import { expect, test } from "vitest";
import { type RevisionName, System } from "../../system/revisions.ts";
import { seedSql } from "./seeds.ts";

/** The rows of each table, with their columns. */
function seeded(system: System): Readonly<Record<string, readonly string[]>> {
  const tables = seedSql(system).map((sql) => {
    const [, table = "", columns = "", rows = ""] = /^INSERT INTO (\w+) \(([^)]*)\) VALUES \((.*)\)$/s.exec(sql) ?? [];
    expect(columns.split(",").length).toBe(rows.split("), (")[0]?.split(", ").length);
    return [table, rows.split("), (")] as const;
  });
  return Object.fromEntries(tables);
}

const LIST = "GET:/api/v2/listings/media";
const MEDIA = "/api/v2/listings/media";

// docs/contract/http-api.md 3: roles 2 realtor, 3 owner, 8 photographer.
test.each<[RevisionName, Readonly<Record<string, readonly number[]>>]>([
  ["incident", { [LIST]: [8] }],
  ["current", { [LIST]: [2, 3, 8], [`POST:${MEDIA}/approve`]: [3] }],
  [
    "fixed",
    {
      [LIST]: [2, 3, 8],
      [`POST:${MEDIA}/approve`]: [3],
      "POST:/api/v2/listings/project-media/uploads": [3],
      "POST:/api/v2/listings/project-media/complete": [3],
      "DELETE:/api/v2/listings/project-media": [3],
    },
  ],
])("%s: who may call what", (revision, own) => {
  const { permissions = [], role_permissions = [] } = seeded(new System(revision));
  const found = permissions.map((row) => {
    const [, id, action = ""] = /^(\d+), 'permission \d+', '(.*)'$/.exec(row) ?? [];
    const roles = role_permissions.flatMap((grant) =>
      grant.split(", ")[1] === id ? [Number(grant.split(", ")[0])] : [],
    );
    return [action, roles];
  });
  expect(Object.fromEntries(found)).toEqual({
    "POST:/api/v2/user/signout": [1, 2, 3, 8],
    [`POST:${MEDIA}/uploads`]: [8],
    [`POST:${MEDIA}/uploads/retry`]: [8],
    [`POST:${MEDIA}/uploads/complete`]: [8],
    [`POST:${MEDIA}/download`]: [2, 3, 8],
    [`POST:${MEDIA}/status`]: [8],
    [`POST:${MEDIA}/uploads/process`]: [8],
    [`POST:${MEDIA}/update`]: [8],
    [`DELETE:${MEDIA}/delete`]: [8],
    ...own,
  });
});

test("the people of the recordings have their ids, names and roles; one has none", () => {
  const { users = [], user_roles, roles } = seeded(new System("current"));
  expect(users.map((row) => row.split(", ").slice(0, 4).join(" "))).toEqual([
    "1 'System' 'System' '00000000000'",
    "5 'Photo Grapher' 'Photo' '52998224725'",
    "7 'Olive Owner' 'Olive' '11144477735'",
    "9 'Rita Realtor' 'Rita' '39053344705'",
    "11 'Nora Norole' 'Nora' '15350946056'",
    "13 'Otto Owner' 'Otto' '98765432100'",
  ]);
  expect(users[1]).toContain("'+5511900000005', 'u5@example.test'");
  expect(user_roles).toEqual(["101, 1, 1", "105, 5, 8", "107, 7, 3", "109, 9, 2", "113, 13, 3"]);
  expect(roles).toEqual([
    "1, 'admin', 'admin', 1",
    "2, 'realtor', 'realtor', 0",
    "3, 'owner', 'owner', 0",
    "4, 'agency', 'agency', 0",
    "5, 'manager', 'manager', 1",
    "6, 'attendantRealtor', 'attendantRealtor', 1",
    "7, 'attendantOwner', 'attendantOwner', 1",
    "8, 'photographer', 'photographer', 1",
    "9, 'attendant', 'attendant', 1",
  ]);
});
