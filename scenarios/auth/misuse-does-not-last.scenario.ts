import { expect, scenario } from "#scenario";

// docs/contract/http-api.md 4.2: the revocation is rolled back together with its transaction (upstream bug).
scenario(
  "a refresh token that is used twice is refused, but the session that has grown out of it goes on",
  {},
  async ({ world, photographer }) => {
    await photographer.signIn();
    const first = photographer.refreshToken;
    expect((await photographer.refresh()).status).toBe(200);
    expect((await photographer.refresh(first)).status).toBe(401);
    expect((await photographer.listMedia(28)).status).toBe(200);
    expect((await photographer.refresh()).status).toBe(200);
    const revoked = (await world.database.rows("sessions")).map((session) => session.revoked);
    expect(revoked).toEqual([0, 0, 0]);
  },
);
