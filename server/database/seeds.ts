import type { System } from "../../system/revisions.ts";

const ROLES: Readonly<Record<number, { readonly slug: string; readonly system: boolean }>> = {
  1: { slug: "admin", system: true },
  2: { slug: "realtor", system: false },
  3: { slug: "owner", system: false },
  4: { slug: "agency", system: false },
  5: { slug: "manager", system: true },
  6: { slug: "attendantRealtor", system: true },
  7: { slug: "attendantOwner", system: true },
  8: { slug: "photographer", system: true },
  9: { slug: "attendant", system: true },
};

const REALTOR = 2;
const OWNER = 3;
const PHOTOGRAPHER = 8;
const EVERYONE = [REALTOR, OWNER, PHOTOGRAPHER];

/** Permission ids appear in the server's log; these are the ones of the recordings. */
const ACTIONS: Readonly<Record<number, { readonly action: string; readonly roles: readonly number[] }>> = {
  1: { action: "POST:/api/v2/user/signout", roles: [1, ...EVERYONE] },
  114: { action: "POST:/api/v2/listings/media/uploads", roles: [PHOTOGRAPHER] },
  115: { action: "POST:/api/v2/listings/media/uploads/retry", roles: [PHOTOGRAPHER] },
  116: { action: "POST:/api/v2/listings/media/uploads/complete", roles: [PHOTOGRAPHER] },
  117: { action: "POST:/api/v2/listings/media/download", roles: EVERYONE },
  118: { action: "POST:/api/v2/listings/media/status", roles: [PHOTOGRAPHER] },
  119: { action: "POST:/api/v2/listings/media/uploads/process", roles: [PHOTOGRAPHER] },
  120: { action: "POST:/api/v2/listings/media/update", roles: [PHOTOGRAPHER] },
  121: { action: "DELETE:/api/v2/listings/media/delete", roles: [PHOTOGRAPHER] },
  122: { action: "GET:/api/v2/listings/media", roles: [PHOTOGRAPHER] },
  124: { action: "POST:/api/v2/listings/media/approve", roles: [OWNER] },
};

/** D23's second half: no row allows the project routes. The ids are ours. */
const PROJECT_ACTIONS: typeof ACTIONS = {
  125: { action: "POST:/api/v2/listings/project-media/uploads", roles: [OWNER] },
  126: { action: "POST:/api/v2/listings/project-media/complete", roles: [OWNER] },
  127: { action: "DELETE:/api/v2/listings/project-media", roles: [OWNER] },
};

/** `Test-Passw0rd!` with bcrypt cost 4, so that a sign-in costs a millisecond. */
const PASSWORD_HASH = "$2b$04$abcdefghijklmnopqrstuuFg4Y8CCvyz4ycusUn30O8UC5WOinu4q";

interface SeededUser {
  readonly id: number;
  readonly name: string;
  readonly nationalId: string;
  readonly role?: number;
}

const USERS: readonly SeededUser[] = [
  { id: 1, name: "System", nationalId: "00000000000", role: 1 },
  { id: 5, name: "Photo Grapher", nationalId: "52998224725", role: PHOTOGRAPHER },
  { id: 7, name: "Olive Owner", nationalId: "11144477735", role: OWNER },
  { id: 9, name: "Rita Realtor", nationalId: "39053344705", role: REALTOR },
  { id: 11, name: "Nora Norole", nationalId: "15350946056" },
  { id: 13, name: "Otto Owner", nationalId: "98765432100", role: OWNER },
];

/** Roles, permissions and the people of the recordings, as SQL statements. Every user has the same password. */
export function seedSql(system: System): readonly string[] {
  const actions = system.has("D23") ? ACTIONS : { ...ACTIONS, ...PROJECT_ACTIONS };
  const permissions = Object.entries(actions).filter(([id]) => system.features.ownerApproval || id !== "124");
  const grants = permissions.flatMap(([id, { action, roles }]) => {
    const listing = action === "GET:/api/v2/listings/media" && system.features.listRoles === "everyone";
    return (listing ? EVERYONE : roles).map((role) => [role, id] as const);
  });
  return [
    insert(
      "roles (id, name, slug, is_system_role)",
      Object.entries(ROLES).map(([id, { slug, system: isSystem }]) => [id, `'${slug}'`, `'${slug}'`, isSystem ? 1 : 0]),
    ),
    insert(
      "permissions (id, name, action)",
      permissions.map(([id, { action }]) => [id, `'permission ${id}'`, `'${action}'`]),
    ),
    insert("role_permissions (role_id, permission_id)", grants),
    insert(
      `users (id, full_name, nick_name, national_id, born_at, phone_number, email, zip_code, street, number, neighborhood,
        city, state, password, opt_status, last_activity_at, deleted)`,
      USERS.map((user) => [user.id, ...texts(user), 1, "'2025-01-01 00:00:00'", 0]),
    ),
    insert(
      "user_roles (id, user_id, role_id)",
      USERS.flatMap((user) => (user.role === undefined ? [] : [[100 + user.id, user.id, user.role]])),
    ),
  ];
}

function texts(user: SeededUser): string[] {
  const phone = `+55119${String(user.id).padStart(8, "0")}`;
  const nickName = user.name.split(" ")[0] ?? "";
  return [
    user.name,
    nickName,
    user.nationalId,
    "1990-01-01",
    phone,
    `u${user.id}@example.test`,
    "06472001",
    "Rua",
    "1",
    "B",
    "C",
    "SP",
    PASSWORD_HASH,
  ].map((text) => `'${text}'`);
}

function insert(into: string, rows: readonly (readonly (string | number)[])[]): string {
  return `INSERT INTO ${into} VALUES ${rows.map((row) => `(${row.join(", ")})`).join(", ")}`;
}
