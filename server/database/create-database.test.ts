import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { createDatabase } from "./create-database.ts";

const FIXED = new System("fixed");
const { address, run } = inject("engine");
/** Has a character that SHOW DATABASES LIKE takes for any other. */
const NAME = `${run}_created`;
/** The same but for that character. */
const NEIGHBOUR = NAME.replaceAll("_", "x");

let connection: Connection;
beforeAll(async () => {
  connection = await createConnection(
    "socketPath" in address ? { socketPath: address.socketPath, user: "root" } : { uri: address.url },
  );
});
beforeEach(async () => {
  for (const name of [NAME, NEIGHBOUR]) await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
});
afterAll(async () => {
  for (const name of [NAME, NEIGHBOUR]) await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await connection.end();
});

/** A URL of the tests' own server. */
function url(name: string): string {
  if ("socketPath" in address)
    return `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(address.socketPath)}`;
  const given = new URL(address.url);
  given.pathname = `/${name}`;
  return given.href;
}

async function rows(sql: string): Promise<readonly RowDataPacket[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql);
  return found;
}

test("schema and seeds of a revision are made once", async () => {
  expect(await createDatabase(url(NAME), FIXED)).toBe(true);
  expect(await createDatabase(url(NAME), FIXED)).toBe(false);
  const [{ users }] = (await rows(`SELECT COUNT(*) AS users FROM \`${NAME}\`.users`)) as [{ users: number }];
  expect(users).toBeGreaterThan(3);
  expect(await rows(`SHOW TABLES IN \`${NAME}\` LIKE 'media_outbox'`)).toHaveLength(1);
});

test("text is compared as MySQL 8 does: without regard to capitals and accents, but with blanks at the end", async () => {
  await createDatabase(url(NAME), FIXED);
  const compare = `SELECT 'É' = 'e' AS letters, 'a' = 'a ' AS padded`;
  await connection.query(`USE \`${NAME}\``);
  const [[charset]] = await connection.query<RowDataPacket[]>(
    "SELECT @@character_set_database AS name, @@collation_database AS collation",
  );
  expect(charset?.name).toBe("utf8mb4");
  const [[compared]] = await connection.query<RowDataPacket[]>(
    compare.replaceAll(/('[^']*')/g, `CONVERT($1 USING utf8mb4) COLLATE ${charset?.collation}`),
  );
  expect(compared).toEqual({ letters: 1, padded: 0 });
});

test("an empty database is filled, whatever collation it was made with", async () => {
  await connection.query(`CREATE DATABASE \`${NAME}\` CHARACTER SET latin1`);
  expect(await createDatabase(url(NAME), FIXED)).toBe(true);
  const [schema] = await rows(
    `SELECT DEFAULT_CHARACTER_SET_NAME AS charset FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '${NAME}'`,
  );
  expect(schema?.charset).toBe("utf8mb4");
});

test("another database whose name only looks alike is none of ours", async () => {
  await connection.query(`CREATE DATABASE \`${NEIGHBOUR}\``);
  await connection.query(`CREATE TABLE \`${NEIGHBOUR}\`.anything (id INT)`);
  expect(await createDatabase(url(NAME), FIXED)).toBe(true);
});

test("what a failed attempt has made is dropped", async () => {
  await expect(createDatabase(url(NAME), FIXED, ["INSERT INTO nothing VALUES (1)"])).rejects.toThrow("nothing");
  expect(await rows(`SHOW DATABASES LIKE '${NAME.replaceAll("_", "\\_")}'`)).toEqual([]);
});

test("statements of one's own run after the seeds", async () => {
  await createDatabase(url(NAME), FIXED, ["UPDATE users SET full_name = 'Somebody'"]);
  expect(await rows(`SELECT DISTINCT full_name FROM \`${NAME}\`.users`)).toEqual([{ full_name: "Somebody" }]);
});

test.each([
  ["tables of somebody else", [`CREATE TABLE \`${NAME}\`.anything (id INT)`]],
  ["one of the two tables that are looked for", [`CREATE TABLE \`${NAME}\`.media_assets (id INT)`]],
  ["the other one", [`CREATE TABLE \`${NAME}\`.user_roles (id INT)`]],
  [
    "both, without the seeds",
    [`CREATE TABLE \`${NAME}\`.media_assets (id INT)`, `CREATE TABLE \`${NAME}\`.user_roles (id INT)`],
  ],
])("a database with %s is refused, and left as it is", async (_what, statements) => {
  await connection.query(`CREATE DATABASE \`${NAME}\``);
  for (const sql of statements) await connection.query(sql);
  await expect(createDatabase(url(NAME), FIXED)).rejects.toThrow(
    `Database ${NAME} holds tables that are not a complete media database: name another one, or drop it first.`,
  );
  expect(await rows(`SHOW TABLES IN \`${NAME}\``)).toHaveLength(statements.length);
});

test.each([
  "no-url",
  "postgres://root@localhost/name",
  "mysql://root@localhost",
  "mysql://root@localhost/",
  "mysql://root@localhost/two/names",
  "mysql://root@localhost/a%60quote",
  `mysql://root@localhost/${"n".repeat(65)}`,
])("%s is no URL of a database", async (given) => {
  await expect(createDatabase(given, FIXED)).rejects.toThrow(
    "The database's URL must look like mysql://user:password@host:3306/database.",
  );
});

test("a server that does not answer is named, without its password", async () => {
  const refused = createDatabase("mariadb://root:secret@127.0.0.1:1/name", FIXED);
  await expect(refused).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await expect(refused).rejects.toThrow(/^The database server at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\.$/);
});
