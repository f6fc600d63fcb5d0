import { expect, scenario } from "#scenario";

const MINUTE = 60_000;
const READ = "UPDATE role_permissions SET granted = ? WHERE permission_id = 122 AND role_id = 8";

// docs/contract/http-api.md 3, permission rule: cached for 15 minutes, a miss is looked up once more.
scenario(
  "a permission counts while its row, its role and the user's part in it are active; the answer is kept 15 minutes",
  { world: { settings: { auth: { accessTtlMinutes: 600 } } } },
  async ({ world, photographer }) => {
    const may = async () => (await photographer.listMedia(28)).status === 200;
    expect(await may()).toBe(true);
    await world.database.execute(READ, [0]);
    await world.advance(14 * MINUTE);
    expect(await may()).toBe(true);
    await world.advance(MINUTE);
    expect((await photographer.listMedia(28)).json).toEqual({
      code: 403,
      details: null,
      message: "Insufficient permissions",
    });
    // What is granted anew counts at once, because a miss is looked up.
    await world.database.execute(READ, [1]);
    expect(await may()).toBe(true);

    const rows: readonly (readonly [string, string])[] = [
      ["UPDATE permissions SET is_active = 0 WHERE id = 122", "UPDATE permissions SET is_active = 1"],
      // A permission is for one method and one path, as they are spelt.
      [
        "UPDATE permissions SET action = 'HEAD:/api/v2/listings/media' WHERE id = 122",
        "UPDATE permissions SET action = 'GET:/api/v2/listings/media' WHERE id = 122",
      ],
      [
        "UPDATE permissions SET action = 'GET:/api/v2/listings' WHERE id = 122",
        "UPDATE permissions SET action = 'GET:/api/v2/listings/media' WHERE id = 122",
      ],
      ["UPDATE roles SET is_active = 0 WHERE id = 8", "UPDATE roles SET is_active = 1"],
      ["UPDATE user_roles SET is_active = 0 WHERE user_id = 5", "UPDATE user_roles SET is_active = 1"],
      ["UPDATE user_roles SET expires_at = NOW() - INTERVAL 1 SECOND", "UPDATE user_roles SET expires_at = NULL"],
    ];
    for (const [off, on] of rows) {
      await world.database.execute(off);
      await world.advance(15 * MINUTE);
      expect([off, await may()]).toEqual([off, false]);
      await world.database.execute(on);
      expect([on, await may()]).toEqual([on, true]);
    }
    await world.database.execute("UPDATE user_roles SET expires_at = NOW() + INTERVAL 1 HOUR");
    await world.advance(16 * MINUTE);
    expect(await may()).toBe(true);
    await expect(world).toHaveLogged("WARN", "permission.check.denied", { user_id: 5 });
  },
);
