import { expect, scenario } from "#scenario";

const PATH = "/api/v2/auth/refresh";
const OTHER_DEVICE = "00000000-0000-4000-8000-000000000001";
const DAY = 86_400_000;

// docs/contract/http-api.md 4.2: the refusals in their order.
scenario(
  "a refresh token is taken from its own device, as it was given, for thirty days",
  {},
  async ({ world, photographer }) => {
    await photographer.signIn();
    const refreshToken = photographer.refreshToken;
    const answerTo = async (body: unknown, headers: Record<string, string | undefined> = {}) => {
      const { status, json } = await photographer.request("POST", PATH, body, headers);
      return `${status} ${(json as { message?: string }).message}`;
    };
    const good = { refreshToken };
    expect(await answerTo({}, { "x-device-id": undefined })).toBe("400 X-Device-Id header is required");
    expect(await answerTo({}, { "x-device-id": "x" })).toBe("400 X-Device-Id must be a valid UUID");
    expect(await answerTo(Buffer.from("{"))).toBe("400 Invalid request format");
    expect(await answerTo({})).toBe("400 Invalid request format");
    expect(await answerTo({ refreshToken: `${refreshToken}x` })).toBe("401 Invalid refresh token");
    expect(await answerTo(good, { "x-device-id": OTHER_DEVICE })).toBe("401 Invalid refresh token");
    await expect(world).toHaveLogged("WARN", "auth.refresh.device_mismatch", { user_id: 5 });
    await world.database.execute("UPDATE user_roles SET is_active = 0 WHERE user_id = 5");
    expect(await answerTo(good)).toBe("403 No active user roles");
    await world.database.execute("UPDATE user_roles SET is_active = 1 WHERE user_id = 5");
    await world.database.execute("UPDATE sessions SET absolute_expires_at = NOW() - INTERVAL 1 SECOND");
    expect(await answerTo(good)).toBe("401 Refresh token expired");
    await world.database.execute("DELETE FROM sessions");
    expect(await answerTo(good)).toBe("401 Session not found for refresh token");

    await photographer.signIn();
    await world.advance(30 * DAY - 60_000);
    const last = photographer.refreshToken;
    expect((await photographer.refresh()).status).toBe(200);
    await world.advance(60_000);
    expect(await answerTo({ refreshToken: last })).toBe("401 Invalid refresh token");
    // The rotation did not lengthen the session: it ends thirty days after the sign-in.
    expect((await photographer.refresh()).json).toMatchObject({ code: 401, message: "Refresh token expired" });
  },
);
