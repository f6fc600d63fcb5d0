import { describe, expect, test } from "vitest";
import { SessionTime } from "../session-time.ts";
import { SteppingClock } from "./stepping-clock.ts";

const AT = "1764770400.900";
const stamp = { stamp: `SET timestamp=${AT}` };

function timing(flavour: "mariadb" | "mysql", sql: string, prepared = false): unknown {
  return new SessionTime(new SteppingClock(), flavour, true).before(sql, prepared);
}

describe.each(["mariadb", "mysql"] as const)("a session of %s", (flavour) => {
  test.each([
    "SELECT 1",
    "INSERT INTO warnings (errors) VALUES ('SHOW WARNINGS')",
    "SELECT FOUND_ROWS(), LAST_INSERT_ID()",
    "SELECT 1 /* ROW_COUNT() */",
    "SELECT 1 -- ROW_COUNT()",
    "SELECT 1; SELECT ROW_COUNT()",
    "SELECT row_counter FROM t",
    "SHOW TABLES",
    "",
  ])("is stamped before %j", (sql) => expect(timing(flavour, sql)).toEqual(stamp));

  test.each([
    "SHOW WARNINGS",
    "show  count(*)  errors",
    "GET DIAGNOSTICS @n = NUMBER",
    "SELECT ROW_COUNT ()",
    "SELECT @@session . warning_count",
    "SHOW WARNINGS; SELECT NOW()",
    "SET @n = ROW_COUNT()",
  ])("is left as it is before %j", (sql) => expect(timing(flavour, sql)).toEqual({}));

  test("is left as it is before what is prepared and cannot carry a time", () => {
    expect(timing(flavour, "SELECT ROW_COUNT(), NOW()", true)).toEqual({});
    expect(timing(flavour, "SELECT NOW()", true)).toEqual(stamp);
  });

  test("keeps its time as long as the world's has not moved, and begins again when it was refused", () => {
    const time = new SessionTime(new SteppingClock(), flavour, true);
    expect([time.before("DO 1", false), time.before("DO 1", true)]).toEqual([stamp, {}]);
    time.stampFailed();
    expect(time.before("DO 1", false)).toEqual(stamp);
    time.reset();
    expect(time.before("DO 1", false)).toEqual(stamp);
  });

  test.each([
    ["SET timestamp = 5", "the client's"],
    ["SET @a = 1, SESSION timestamp := 5", "the client's"],
    ["SET NAMES utf8mb4; SET @@timestamp=5", "the client's"],
    ["SET @timestamp = 5", "the world's"],
    ["SET timestamp = DEFAULT", "the world's"],
    ["SET timestamp=0", "the world's"],
    ["SET explicit_defaults_for_timestamp = 1", "the world's"],
    ["SET STATEMENT timestamp = 5 FOR SELECT NOW()", "the world's"],
    ["SELECT 'SET timestamp = 5'", "the world's"],
  ])("after %j the time is %s", (sql, whose) => {
    const clock = new SteppingClock();
    const time = new SessionTime(clock, flavour, true);
    time.before("DO 1", false);
    time.succeeded(sql);
    clock.instant += 1;
    const moved = { stamp: "SET timestamp=1764770400.901" };
    expect(time.before("DO 1", false)).toEqual(whose === "the world's" ? moved : {});
  });

  test("the client's own time stays when the world's moves", () => {
    const clock = new SteppingClock();
    const time = new SessionTime(clock, flavour, true);
    time.succeeded("SET timestamp = 5");
    clock.instant += 1;
    expect(time.before("DO 1", false)).toEqual({});
    time.succeeded("SET timestamp = DEFAULT");
    expect(time.before("DO 1", false)).not.toEqual({});
  });
});

test("what reads the last statement carries its time, as each server understands it", () => {
  const sql = "SELECT ROW_COUNT(), NOW()";
  expect(timing("mariadb", sql)).toEqual({ text: `SET STATEMENT timestamp=${AT} FOR ${sql}` });
  expect(timing("mysql", sql)).toEqual({ text: `SELECT /*+ SET_VAR(timestamp=${AT}) */ ROW_COUNT(), NOW()` });
  const insert = " insert into t (n) values (row_count())";
  expect(timing("mysql", insert)).toEqual({
    text: ` insert /*+ SET_VAR(timestamp=${AT}) */ into t (n) values (row_count())`,
  });
  expect(timing("mysql", "SELECT /*+ NO_ICP(t) */ ROW_COUNT(), NOW()")).toEqual({});
});

test("EXECUTE, whose text is elsewhere", () => {
  expect(timing("mariadb", "EXECUTE p USING @a")).toEqual({
    text: `SET STATEMENT timestamp=${AT} FOR EXECUTE p USING @a`,
  });
  const time = new SessionTime(new SteppingClock(), "mysql", true);
  time.succeeded("PREPARE P FROM 'SELECT ROW_COUNT()'");
  expect(time.before("EXECUTE p", false)).toEqual({});
  time.succeeded("PREPARE p FROM 'SELECT 1'");
  expect(time.before("EXECUTE p", false)).toEqual(stamp);
});

test("with a real clock nothing is ever stamped", () => {
  const clock = new SteppingClock();
  Object.defineProperty(clock, "kind", { value: "real" });
  expect(new SessionTime(clock, "mariadb", false).before("SELECT NOW()", false)).toEqual({});
});
