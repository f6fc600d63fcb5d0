import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { expect, inject, onTestFinished, test } from "vitest";
import { loopbackPort } from "../../support/loopback-port.ts";
import { startEngine } from "./start-engine.ts";

const NO_URL = { ...process.env, DATABASE_URL: undefined };

async function engineAtPort() {
  const port = await loopbackPort(0);
  if (port === undefined) throw new Error("no port is free");
  const engine = await startEngine({ environment: NO_URL, port });
  onTestFinished(() => engine.stop());
  return { engine, port };
}

test("with a port it lets root in from this machine, also with a password that nobody set on MariaDB", async () => {
  const { engine, port } = await engineAtPort();
  const password = engine.flavour === "mariadb" ? "anything" : "";
  for (const given of ["", password]) {
    const connection = await createConnection({ host: "127.0.0.1", port, user: "root", password: given });
    expect((await connection.query("SELECT @@bind_address AS a"))[0]).toEqual([{ a: "127.0.0.1" }]);
    await connection.end();
  }
});

test("who gets in by the port reads and writes no files of the user who started it", async () => {
  const { port } = await engineAtPort();
  const folder = mkdtempSync(join(tmpdir(), "toq-loopback-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const connection = await createConnection({ host: "127.0.0.1", port, user: "root" });
  onTestFinished(() => connection.end());
  const [rows] = await connection.query("SELECT LOAD_FILE('/etc/hostname') AS content");
  expect(rows).toEqual([{ content: null }]);
  const file = join(folder, "written");
  await expect(connection.query(`SELECT 'x' INTO OUTFILE '${file}'`)).rejects.toThrow("--secure-file-priv");
  expect(existsSync(file)).toBe(false);
});

test("without a port there is no network", async () => {
  const engine = inject("engine");
  if (!("socketPath" in engine.address)) return;
  const connection = await createConnection({ socketPath: engine.address.socketPath, user: "root" });
  onTestFinished(() => connection.end());
  expect((await connection.query("SELECT @@skip_networking AS off"))[0]).toEqual([{ off: 1 }]);
});
