import { expect, scenario } from "#scenario";

scenario(
  "a refresh token works once: its second use is noticed, as a thief's would be",
  {},
  async ({ world, photographer }) => {
    await photographer.signIn();
    const first = photographer.refreshToken;
    await world.advance(20 * 60_000);
    expect((await photographer.listMedia(28)).status).toBe(401);
    expect((await photographer.refresh()).status).toBe(200);
    expect((await photographer.listMedia(28)).status).toBe(200);

    const answer = await photographer.refresh(first);
    expect(answer.json).toEqual({ code: 401, details: null, message: "Refresh token reuse detected" });
    await expect(world).toHaveLogged("WARN", "auth.refresh.reuse_detected", { user_id: 5 });
  },
);
