import { expect, scenario } from "#scenario";

scenario(
  "who has signed out is out: access token and refresh token are worth nothing",
  {},
  async ({ photographer }) => {
    await photographer.signIn();
    expect((await photographer.listMedia(28)).status).toBe(200);
    expect((await photographer.signOut()).json).toEqual({ message: "Successfully signed out" });

    expect((await photographer.listMedia(28)).status).toBe(401);
    expect((await photographer.refresh()).status).toBe(401);
    await photographer.signIn();
    expect((await photographer.listMedia(28)).status).toBe(200);
  },
);
