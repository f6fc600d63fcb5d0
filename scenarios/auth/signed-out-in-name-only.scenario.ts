import { expect, type Photographer, scenario } from "#scenario";

const OTHER_DEVICE = "8f14e45f-ceea-467f-9d6b-1c2d3e4f5a6b";

scenario(
  "the current revision: only with its refresh token, or with nothing at all, does a session end when one signs out",
  { revision: "current" },
  async ({ world, photographer }) => {
    expect(await answers(photographer, {}, photographer.deviceId)).toEqual({ signOut: 200, refresh: 200 });
    expect(await answers(photographer, { deviceToken: "device-token-photographer" }, "")).toEqual({
      signOut: 200,
      refresh: 200,
    });
    expect(await world.database.rows("device_tokens", { user_id: 5 })).toEqual([]);
    expect(await answers(photographer, {}, "not-a-uuid")).toEqual({ signOut: 400, refresh: 200 });
    expect(await answers(photographer, {}, "")).toEqual({ signOut: 200, refresh: 401 });
    expect(await answers(photographer, { refreshToken: "unknown" }, "")).toEqual({ signOut: 200, refresh: 200 });

    // Of two sessions the one that is named ends.
    const device = photographer.deviceId;
    await photographer.signIn();
    const kept = photographer.refreshToken;
    photographer.deviceId = OTHER_DEVICE;
    await photographer.signIn();
    const ended = photographer.refreshToken;
    expect((await photographer.signOut({ refreshToken: ended })).status).toBe(200);
    expect((await photographer.refresh(ended)).status).toBe(401);
    photographer.deviceId = device;
    expect((await photographer.refresh(kept)).status).toBe(200);
  },
);

/** Signs in, signs out from `deviceId`, and tries the refresh token on the device that signed in. */
async function answers(
  photographer: Photographer,
  body: { deviceToken?: string; refreshToken?: string },
  deviceId: string,
) {
  const device = photographer.deviceId;
  await photographer.signIn();
  photographer.deviceId = deviceId;
  const signOut = await photographer.signOut(body);
  photographer.deviceId = device;
  const refresh = await photographer.refresh();
  return { signOut: signOut.status, refresh: refresh.status };
}
