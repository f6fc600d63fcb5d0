import { expect, scenario } from "#scenario";

scenario(
  "a session is refreshed ten times and not once more; signing in begins anew",
  {},
  async ({ world, photographer }) => {
    await photographer.signIn();
    for (let rotation = 1; rotation <= 10; rotation++) {
      expect([rotation, (await photographer.refresh()).status]).toEqual([rotation, 200]);
    }
    expect((await photographer.refresh()).json).toEqual({
      code: 401,
      details: null,
      message: "Refresh token rotation limit exceeded",
    });
    const sessions = await world.database.rows("sessions");
    expect(sessions.map((session) => session.rotation_counter)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(sessions.filter((session) => session.rotated_at === null)).toHaveLength(1);
    await photographer.signIn();
    expect((await photographer.refresh()).status).toBe(200);
  },
);
