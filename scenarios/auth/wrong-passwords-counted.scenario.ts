import { expect, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/contract/http-api.md 4.1 and config.md 1: three wrong passwords, a quarter of an hour.
scenario(
  "the third wrong password in a row blocks, to the minute; a right one before that starts the count again",
  {},
  async ({ world, photographer, owner }) => {
    const tryWrong = async () => expect((await photographer.signIn("Wrong-Passw0rd!")).status).toBe(401);
    const counted = async () =>
      (await world.database.rows("temp_wrong_signin")).map((row) => [row.user_id, row.failed_attempts]);
    const blocks = () => world.logs("server").filter(({ message }) => message === "auth.signin.user_blocked").length;

    await tryWrong();
    await tryWrong();
    expect(await counted()).toEqual([[5, 2]]);
    expect((await photographer.signIn()).status).toBe(200);
    expect(await counted()).toEqual([]);
    await tryWrong();
    await tryWrong();
    expect((await photographer.signIn()).status).toBe(200);
    expect(blocks()).toBe(0);

    await tryWrong();
    await tryWrong();
    await tryWrong();
    await world.settle();
    expect(await counted()).toEqual([[5, 3]]);
    expect(blocks()).toBe(1);
    await expect(world).toHaveLogged("WARN", "auth.signin.user_blocked", { attempts: 3, blocked_duration_minutes: 15 });
    expect((await photographer.signIn()).json).toMatchObject({ code: 401, message: "Invalid credentials" });
    // Another user is not concerned.
    expect((await owner.signIn()).status).toBe(200);

    await world.advance(15 * MINUTE - 3_000);
    expect((await photographer.signIn()).status).toBe(401);
    await world.advance(4_000);
    expect((await photographer.signIn()).status).toBe(200);
    expect(await counted()).toEqual([]);
    expect((await world.database.rows("users", { id: 5 }))[0]?.blocked_until).toBeNull();
  },
);
