import { expect, scenario } from "#scenario";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

// docs/contract/config.md 1, `auth.*`.
scenario(
  "wrong passwords, block, lifetimes and rotations are as the configuration says",
  {
    world: {
      settings: {
        auth: {
          accessTtlMinutes: 2,
          refreshTtlDays: 3,
          maxSessionRotations: 1,
          maxWrongSigninAttempts: 2,
          tempBlockDurationMinutes: 4,
        },
      },
    },
  },
  async ({ world, photographer }) => {
    expect((await photographer.signIn("Wrong-Passw0rd!")).status).toBe(401);
    expect((await photographer.signIn("Wrong-Passw0rd!")).status).toBe(401);
    await world.advance(3 * MINUTE);
    expect((await photographer.signIn()).status).toBe(401);
    await world.advance(MINUTE);
    expect((await photographer.signIn()).status).toBe(200);

    await world.advance(2 * MINUTE - 2_000);
    expect((await photographer.listMedia(28)).status).toBe(200);
    await world.advance(2_000);
    expect((await photographer.listMedia(28)).status).toBe(401);
    await world.advance(3 * DAY - 3 * MINUTE);
    expect((await photographer.refresh()).status).toBe(200);
    expect((await photographer.refresh()).json).toMatchObject({ message: "Refresh token rotation limit exceeded" });
  },
);
