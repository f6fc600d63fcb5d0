import { expect, scenario } from "#scenario";

scenario(
  "too many wrong passwords: the right one is refused as well, for a quarter of an hour and not longer",
  {},
  async ({ world, photographer }) => {
    const refused = { code: 401, details: null, message: "Invalid credentials" };
    for (let attempt = 0; attempt < 5; attempt++) {
      expect((await photographer.signIn("Wrong-Passw0rd!")).json).toEqual(refused);
    }
    expect((await photographer.signIn()).json).toEqual(refused);
    await expect(world).toHaveLogged("WARN", "auth.signin.user_blocked", { user_id: 5 });
    await world.advance(14 * 60_000);
    expect((await photographer.signIn()).status).toBe(401);
    await world.advance(61_000);
    expect((await photographer.signIn()).status).toBe(200);
  },
);
