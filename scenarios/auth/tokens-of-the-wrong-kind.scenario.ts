import { expect, scenario } from "#scenario";

const LIST = "/api/v2/listings/media?listingIdentityId=28";

scenario(
  "a refresh token opens no door, and an access token cannot be exchanged",
  {},
  async ({ world, photographer }) => {
    await photographer.signIn();
    const authorization = `Bearer ${photographer.refreshToken}`;
    expect((await photographer.request("GET", LIST, undefined, { authorization })).json).toEqual({
      code: 401,
      details: null,
      message: "Invalid access token type",
    });
    expect((await photographer.refresh(photographer.accessToken)).json).toEqual({
      code: 401,
      details: null,
      message: "Invalid refresh token",
    });
    await expect(world).toHaveLogged("WARN", "jwt.invalid_type_for_refresh", { typ: "access" });
    expect((await photographer.listMedia(28)).status).toBe(200);
    expect((await photographer.refresh()).status).toBe(200);
  },
);
