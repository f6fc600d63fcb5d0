import { expect, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/contract/http-api.md 4.1: the counter stays until a right password, the e-mail goes out on exactly the third.
scenario(
  "when a block is over, one more wrong password blocks again; the user is written to once",
  {},
  async ({ world, photographer }) => {
    const tryWrong = () => photographer.signIn("Wrong-Passw0rd!");
    const mails = () => world.logs("server").filter(({ message }) => message.startsWith("auth.security_alert.")).length;
    await tryWrong();
    await tryWrong();
    expect(mails()).toBe(0);
    await tryWrong();
    await world.settle();
    expect(mails()).toBe(1);
    // Blocked attempts are not counted.
    await tryWrong();
    expect(await world.database.rows("temp_wrong_signin")).toMatchObject([{ user_id: 5, failed_attempts: 3 }]);

    await world.advance(15 * MINUTE + 2_000);
    await tryWrong();
    expect(await world.database.rows("temp_wrong_signin")).toMatchObject([{ failed_attempts: 4 }]);
    await world.advance(14 * MINUTE);
    expect((await photographer.signIn()).status).toBe(401);
    await world.advance(2 * MINUTE);
    expect((await photographer.signIn()).status).toBe(200);
    expect(mails()).toBe(1);
  },
);
