import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { readServerConfiguration } from "../configuration.ts";
import { Database } from "../database/database.ts";
import { Logger } from "../logging/logger.ts";
import type { DatabaseConnection, SqlValue } from "../ports.ts";
import { MemoryStore } from "./expiring-store.ts";
import { RevokedTokens } from "./revoked-tokens.ts";
import { refreshHash } from "./signin.ts";
import { type SignOut, signOut } from "./signout.ts";

const SESSION = {
  id: 4,
  user_id: 5,
  expires_at: new Date(1e12),
  absolute_expires_at: null,
  device_id: "phone",
  rotated_at: null,
  rotation_counter: 0,
};

/** Knows the session of the refresh token `r`, on the phone, and its push token `p`; removing push tokens may fail. */
class OneSession implements DatabaseConnection {
  readonly done: string[] = [];
  readonly #failing: boolean;

  constructor(failing: boolean) {
    this.#failing = failing;
  }

  async execute(sql: string, values: readonly SqlValue[] = []): Promise<[unknown, unknown]> {
    if (sql.startsWith("SELECT device_id")) return [values[1] === "p" ? [{ device_id: "phone" }] : [], undefined];
    if (sql.startsWith("SELECT")) return [values[0] === refreshHash("r") ? [SESSION] : [], undefined];
    if (sql.startsWith("DELETE") && this.#failing) throw new Error("gone");
    const what = sql.startsWith("DELETE") ? "tokens" : "sessions";
    this.done.push(
      `${what}${/ WHERE (.*?)( AND revoked = 0)?$/.exec(sql)?.[1]?.replace(/\w+ = \?/g, "")}: ${values.join()}`,
    );
    return [{ affectedRows: 1, insertId: 0 }, undefined];
  }

  async query(): Promise<[unknown, unknown]> {
    return [[], undefined];
  }

  release(): void {}
}

async function done(system: System, given: Partial<SignOut>, failing = false) {
  const connection = new OneSession(failing);
  const warnings: unknown[] = [];
  const log = new Logger(({ level, message, fields }) => {
    if (level === "WARN") warnings.push([message, Object.fromEntries(fields)]);
  });
  const auth = {
    system,
    configuration: readServerConfiguration({ s3: {}, workflow: {}, queue: {}, jwt: { secret: "s" } }),
    clock: { now: () => 0, sleep: async () => {} },
    ids: { uuid: () => "", hex: () => "" },
    database: new Database({ getConnection: async () => connection }),
    compute: async <T>(_label: string, _ms: number, work: () => T | Promise<T>) => work(),
  };
  const claims = { user: { ID: 5, UserRoleID: 105, RoleSlug: "photographer" }, jti: "j", expiresAtMs: 1 };
  const revoked = new RevokedTokens(new MemoryStore(() => 0));
  await signOut(auth, revoked, log, claims, { refreshToken: "", deviceToken: "", deviceId: "", ...given });
  return { done: connection.done.map((text) => text.replace(/ AND /g, " ").replace(/ +/g, " ")), warnings };
}

const current = new System("current");
const fixed = new System("fixed");

test.each<[string, Partial<SignOut>, readonly string[]]>([
  ["nothing", {}, ["sessions: 5", "tokens: 5"]],
  ["a refresh token", { refreshToken: "r" }, ["sessions: 4", "tokens : 5,phone"]],
  ["an unknown refresh token", { refreshToken: "x" }, []],
  ["an unknown one and a device", { refreshToken: "x", deviceId: "tablet" }, ["tokens : 5,tablet"]],
  [
    "all three",
    { refreshToken: "r", deviceToken: "p", deviceId: "tablet" },
    ["sessions: 4", "tokens : 5,p", "tokens : 5,phone"],
  ],
  ["a push token", { deviceToken: "p" }, ["tokens : 5,p"]],
  ["a device", { deviceId: "tablet" }, ["tokens : 5,tablet"]],
])("%s: what the real system ends", async (_what, given, expected) => {
  expect((await done(current, given)).done).toEqual(expected);
});

test.each<[string, Partial<SignOut>, string]>([
  ["of the push token", { deviceToken: "p" }, "sessions : 5,phone"],
  ["that asks", { deviceId: "tablet", deviceToken: "p" }, "sessions : 5,tablet"],
])("D36: the sessions of the device %s end as well", async (_what, given, expected) => {
  expect((await done(fixed, given)).done[0]).toBe(expected);
});

test("D36: a push token that nobody knows ends no session", async () => {
  expect((await done(fixed, { deviceToken: "x" })).done).toEqual(["tokens : 5,x"]);
});

test("push tokens that cannot be removed are told, and the sessions end all the same", async () => {
  expect(await done(current, { refreshToken: "r", deviceToken: "p" }, true)).toEqual({
    done: ["sessions: 4"],
    warnings: [
      ["auth.signout.single.device_token_delete_failed", { user_id: 5, error: "gone" }],
      ["auth.signout.single.device_tokens_by_device_delete_failed", { user_id: 5, device_id: "phone", error: "gone" }],
    ],
  });
});
