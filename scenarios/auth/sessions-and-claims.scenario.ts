import { createHash } from "node:crypto";
import { expect, scenario } from "#scenario";

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

// docs/contract/http-api.md 4.1 and database.md 4.
scenario(
  "signing in gives two tokens with their claims, and leaves a session and a device",
  {},
  async ({ world, photographer, owner }) => {
    await owner.signIn();
    expect((await photographer.signIn()).status).toBe(200);
    const access = claimsOf(photographer.accessToken);
    const refresh = claimsOf(photographer.refreshToken);
    const infos = { ID: 5, UserRoleID: 105, RoleSlug: "photographer" };
    expect(access).toMatchObject({ infos, iss: "toq-server", typ: "access" });
    expect(Number(access.exp) - Number(access.iat)).toBe(15 * 60);
    expect(refresh).toMatchObject({ infos: { ...infos, UserRoleID: 0 }, iss: "toq-server", typ: "refresh" });
    expect(Number(refresh.exp) - Number(refresh.iat)).toBe(30 * 86_400);
    expect(access.jti).not.toBe(refresh.jti);

    const [session, ...others] = await world.database.rows("sessions", { user_id: 5 });
    expect(others).toEqual([]);
    expect(session).toMatchObject({
      refresh_hash: createHash("sha256").update(photographer.refreshToken).digest("hex"),
      token_jti: refresh.jti,
      user_agent: "listing-app",
      ip: "127.0.0.1",
      device_id: photographer.identity.deviceId,
      rotation_counter: 0,
      revoked: 0,
      rotated_at: null,
    });
    const end = new Date(Number(refresh.exp) * 1000).toISOString().replace("T", " ").replace("Z", "000");
    expect(session).toMatchObject({ expires_at: end, absolute_expires_at: end });

    const devices = async () =>
      (await world.database.rows("device_tokens", { user_id: 5 })).map((row) => [row.device_token, row.device_id]);
    const device = [["device-token-photographer", photographer.identity.deviceId]];
    expect(await devices()).toEqual(device);
    // The same device again is one row still.
    await photographer.signIn();
    expect(await devices()).toEqual(device);
    expect(await world.database.rows("device_tokens", { user_id: 7 })).toHaveLength(1);
  },
);
