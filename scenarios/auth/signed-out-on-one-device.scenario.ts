import { expect, scenario } from "#scenario";

const TABLET = "8f14e45f-ceea-467f-9d6b-1c2d3e4f5a6b";

scenario(
  "signing out on one device ends what was signed in there, and nothing on another",
  {},
  async ({ world, photographer }) => {
    const phone = photographer.deviceId;
    await photographer.signIn();
    const ofPhone = photographer.refreshToken;
    photographer.deviceId = TABLET;
    await photographer.signIn();
    const ofTablet = photographer.refreshToken;

    // The push token alone says which device it is, too.
    photographer.deviceId = "";
    expect((await photographer.signOut()).status).toBe(200);
    expect(await world.database.rows("device_tokens", { user_id: 5 })).toEqual([]);
    photographer.deviceId = TABLET;
    expect((await photographer.refresh(ofTablet)).status).toBe(401);
    photographer.deviceId = phone;
    expect((await photographer.refresh(ofPhone)).status).toBe(200);

    const latest = photographer.refreshToken;
    expect((await photographer.signOut({})).status).toBe(200);
    expect((await photographer.refresh(latest)).status).toBe(401);
  },
);
