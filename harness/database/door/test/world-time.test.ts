import type { Connection, RowDataPacket } from "mysql2/promise";
import { describe, expect, inject, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { type DoorUnderTest, withDoor } from "./door-under-test.ts";
import { engineOf } from "./every-engine.ts";
import { SteppingClock } from "./stepping-clock.ts";

const START = "2025-12-03 14:00:00.900";
const LATER = "2025-12-03 14:00:01.900";

/** All that the first row of the answer says, joined. */
async function said(client: Connection, sql: string, values?: string[]): Promise<string> {
  const [rows] = values ? await client.execute<RowDataPacket[]>(sql, values) : await client.query<RowDataPacket[]>(sql);
  return Object.values(rows[0] ?? {}).join(" ");
}

describe.each(await conformanceEngines(inject("engine")))("the world's time at $title", ({ binary }) => {
  const engine = engineOf(binary);

  function inWorld(
    story: (under: DoorUnderTest, clock: SteppingClock, client: Connection) => Promise<void>,
  ): Promise<void> {
    const clock = new SteppingClock();
    return withDoor(
      engine(),
      async (under) => {
        await story(under, clock, await under.connect({ dateStrings: true }));
        expect(under.mistakes).toEqual([]);
      },
      { clock },
    );
  }

  test("is what every function tells, in text and prepared", () =>
    inWorld(async (_, clock, client) => {
      expect(await said(client, "SELECT NOW(3), UTC_TIMESTAMP(3), CURRENT_DATE, UNIX_TIMESTAMP()")).toBe(
        `${START} ${START} 2025-12-03 1764770400`,
      );
      clock.instant += 1_000;
      expect(await said(client, "SELECT NOW(3), ?", ["a"])).toBe(`${LATER} a`);
      clock.instant += 1_000;
      expect(await said(client, "SELECT NOW(3), ?", ["b"])).toBe("2025-12-03 14:00:02.900 b");
    }));

  test("is in the columns that default to it", () =>
    inWorld(async (_, clock, client) => {
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      expect(await said(client, "SELECT changed FROM houses")).toBe(START);
      clock.instant += 1_000;
      await client.execute("UPDATE houses SET name = ?", ["b"]);
      expect(await said(client, "SELECT changed FROM houses")).toBe(LATER);
    }));

  test("is sent only when it has moved", () =>
    inWorld(async ({ direct }, clock, client) => {
      const [[before]] = await direct.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Com_set_option'");
      for (let count = 0; count < 5; count++) await client.query("SELECT 1");
      clock.instant += 1;
      await client.query("SELECT 1");
      const [[after]] = await direct.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Com_set_option'");
      expect(Number(after?.Value) - Number(before?.Value)).toBe(2);
    }));

  test("comes with a statement that reads how many rows the last one changed", () =>
    inWorld(async (_, clock, client) => {
      await client.query("INSERT INTO other (v) VALUES (1), (2), (3)");
      clock.instant += 1_000;
      expect(await said(client, "SELECT ROW_COUNT(), NOW(3)")).toBe(`3 ${LATER}`);
      await client.query("UPDATE other SET v = 7 LIMIT 2");
      clock.instant += 1_000;
      await client.query("INSERT INTO houses (id, name) VALUES (1, ROW_COUNT())");
      expect(await said(client, "SELECT name, changed FROM houses")).toBe("2 2025-12-03 14:00:02.900");
    }));

  test("and with one that reads its warnings", () =>
    inWorld(async (_, clock, client) => {
      await client.query("SELECT 1/0");
      clock.instant += 1_000;
      expect(await said(client, "SELECT @@warning_count, NOW(3)")).toBe(`1 ${LATER}`);
    }));

  test("does not take a text for what it quotes", () =>
    inWorld(async (_, clock, client) => {
      await client.query("SELECT 1");
      clock.instant += 1_000;
      expect(await said(client, "SELECT 'ROW_COUNT() of SHOW WARNINGS', NOW(3) -- SHOW ERRORS")).toBe(
        `ROW_COUNT() of SHOW WARNINGS ${LATER}`,
      );
    }));

  test("gives way to a time that the client sets, until it takes it back", () =>
    inWorld(async (_, clock, client) => {
      await client.query("SET time_zone = '+00:00', timestamp = 1000000000");
      clock.instant += 1_000;
      expect(await said(client, "SELECT NOW()")).toBe("2001-09-09 01:46:40");
      await client.query("SET @timestamp = 5");
      expect(await said(client, "SELECT NOW()")).toBe("2001-09-09 01:46:40");
      await client.query("SET @@session.timestamp = DEFAULT");
      expect(await said(client, "SELECT NOW(3)")).toBe(LATER);
    }));

  test("is there again after the session began anew", () =>
    inWorld(async (_, clock, client) => {
      await client.query("SET timestamp = 1000000000");
      await client.changeUser({ user: "somebody else" });
      expect(await said(client, "SELECT NOW(3)")).toBe(START);
      await client.query("SET timestamp = 1000000000");
      await client.reset();
      clock.instant += 1_000;
      expect(await said(client, "SELECT NOW(3)")).toBe(LATER);
    }));

  test("is not touched with a real clock", () =>
    withDoor(engine(), async ({ connect, direct }) => {
      const client = await connect();
      const [[row]] = await direct.query<RowDataPacket[]>("SELECT UNIX_TIMESTAMP() AS now");
      expect(Number(await said(client, "SELECT UNIX_TIMESTAMP()"))).toBeGreaterThanOrEqual(Number(row?.now));
      expect(await said(client, "SELECT @@timestamp > UNIX_TIMESTAMP() - 5")).toBe("1");
    }));
});
