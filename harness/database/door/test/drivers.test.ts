import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { withDoor } from "./door-under-test.ts";
import { engineOf } from "./every-engine.ts";

const run = promisify(execFile);
const FIXTURES = join(import.meta.dirname, "fixtures");

/** What a client printed, by step. */
function steps(stdout: string): Record<string, unknown> {
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { step: string; saw: unknown });
  return Object.fromEntries(lines.map(({ step, saw }) => [step, saw]));
}

/** The client in Go, built in a folder of its own; or in one sentence why it cannot be. */
async function buildGoClient(): Promise<{ program: string } | { missing: string }> {
  const folder = mkdtempSync(join(tmpdir(), "sql-door-go-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(FIXTURES, "go-client"), folder, { recursive: true });
  try {
    await run("go", ["mod", "download"], { cwd: folder });
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return { missing: absent ? "go is not on PATH" : "go cannot fetch github.com/go-sql-driver/mysql" };
  }
  const program = join(folder, "client");
  await run("go", ["build", "-o", program, "."], { cwd: folder });
  return { program };
}

describe.each(await conformanceEngines(inject("engine")))("at $title", ({ binary }) => {
  const engine = engineOf(binary);

  test("go-sql-driver 1.9.3 sees what it would see at a server (skipped without go or its module proxy)", async (ctx) => {
    const built = await buildGoClient();
    if ("missing" in built) return ctx.skip(built.missing);
    await withDoor(engine(), async ({ door, database, network, told, mistakes }) => {
      const lost = () => Object.assign(new Error("Connection lost"), { code: "PROTOCOL_CONNECTION_LOST", fatal: true });
      network.faults.arm({ operation: "COMMIT" }, { name: "lost", error: lost }, { skip: 1 });
      const { stdout } = await run(built.program, [`${door.host}:${door.port}`, database]);
      expect(steps(stdout)).toEqual({
        "prepared insert": [2, 1],
        text: [1, 0],
        row: ["a", "2025-12-03T14:00:00.9Z"],
        duplicate: [1062],
        "no table": [1146],
        "in a transaction": [1, 0],
        "in another": [1, 0],
        "after both": ["d"],
        // Rows found, not changed.
        interpolated: [1, 0],
        "several statements": [[1, 2, 3]],
        "connects with &tls=preferred": [null],
        "connects with &compress=true": [null],
        "connects with &maxAllowedPacket=0": [null],
        "connects with &charset=utf8mb4": [null],
        "connects with &allowCleartextPasswords=true": [null],
        "must have TLS": ["TLS requested but server does not support TLS"],
        "no password": [null],
        "no schema": [null],
        "another schema": [1049],
        large: [1],
        "large again": [40 << 20, true],
        "ten at once": [200],
        "given up": ["context deadline exceeded"],
        "the row that it had is free": [1],
        broken: ["invalid connection"],
        "and then": ["d"],
      });
      expect(told().slice(0, 6)).toEqual([
        "PING: ok",
        "PREPARE: ok",
        "INSERT houses: 2 affected",
        "UPDATE houses: 1 affected",
        "PREPARE: ok",
        "SELECT houses: 1 rows",
      ]);
      expect(mistakes).toEqual([]);
    });
  }, 120_000);

  test("PyMySQL sees what it would see at a server (skipped where python3 cannot import it)", async (ctx) => {
    const found = await run("python3", ["-c", "import pymysql"]).catch((error: unknown) => error);
    if (found instanceof Error) return ctx.skip("python3 cannot import pymysql");
    await withDoor(engine(), async ({ door, database, mistakes }) => {
      const { stdout } = await run("python3", [join(FIXTURES, "pymysql-client.py"), String(door.port), database]);
      const seen = steps(stdout);
      expect(seen).toEqual({
        insert: [2, 1],
        duplicate: [1062],
        rows: [
          ["a", "1.25", "2025-12-03 14:00:00.900000"],
          ["b", null, null],
        ],
        "after rollback": ["a"],
        many: [3],
        warnings: [1],
        large: [true],
        unbuffered: [1, 2, 3],
        "several statements": [1, 2],
        "no password": [null],
        "another schema": [1049],
        // The client's own word for a server without TLS.
        "must have TLS": [2026],
        "local files": [expect.any(Number)],
      });
      expect(seen["local files"]).not.toEqual([null]);
      expect(mistakes).toEqual([]);
    });
  }, 120_000);
});
