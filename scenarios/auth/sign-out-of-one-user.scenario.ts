import { expect, scenario } from "#scenario";

const OUT = "/api/v2/user/signout";

// docs/contract/http-api.md 4.3: given nothing, all sessions of the user end; another user's do not.
scenario(
  "signing out ends the user's sessions and nobody else's, and blocks the access token by its jti",
  {},
  async ({ world, photographer, owner }) => {
    await owner.signIn();
    await photographer.signIn();
    const elsewhere = photographer.refreshToken;
    const olderAccess = `Bearer ${photographer.accessToken}`;
    await world.advance(1_000);
    await photographer.signIn();

    const answer = await photographer.request("POST", OUT, {}, { "x-device-id": undefined });
    expect([answer.status, answer.json]).toEqual([200, { message: "Successfully signed out" }]);
    expect((await photographer.listMedia(28)).json).toEqual({
      code: 401,
      details: null,
      message: "Access token revoked",
    });
    expect((await photographer.refresh()).json).toMatchObject({ message: "Session not found for refresh token" });
    expect((await photographer.refresh(elsewhere)).json).toMatchObject({
      message: "Session not found for refresh token",
    });
    // An access token is not looked up in the sessions: only the one that signed out is blocked.
    const list = "/api/v2/listings/media?listingIdentityId=28";
    expect((await photographer.request("GET", list, undefined, { authorization: olderAccess })).status).toBe(200);

    expect((await owner.listMedia(28)).status).toBe(200);
    expect((await owner.refresh()).status).toBe(200);
    const revoked = (await world.database.rows("sessions")).map((row) => [row.user_id, row.revoked]);
    expect(revoked).toEqual([
      [7, 0],
      [5, 1],
      [5, 1],
      [7, 0],
    ]);

    // The blocklist forgets the token when it has expired anyway.
    await world.advance(14 * 60_000);
    expect((await photographer.listMedia(28)).json).toMatchObject({ message: "Access token revoked" });
    await world.advance(60_000);
    expect((await photographer.listMedia(28)).json).toMatchObject({ message: "Invalid access token" });
    const nobody = await photographer.request("POST", OUT, {}, { authorization: undefined });
    expect(nobody.json).toMatchObject({ code: 401, message: "Authorization header required" });
  },
);
