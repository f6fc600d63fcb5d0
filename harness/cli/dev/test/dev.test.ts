import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DevRun, isThere, runDev, runScript, startDev } from "./run-dev.ts";

let dev: DevRun;

beforeAll(async () => {
  dev = await startDev();
}, 60_000);
afterAll(() => dev?.kill());

const WALK = /^(Words for the server|The photographer|Has them processed|Downloads the ZIP|The owner)/;

test("the printed lines lead from signing in to the ZIP and the owner's approval", async () => {
  const said = await runScript(dev.script(WALK));
  expect(said.match(/^PROCESSED 28\/processed\/photo\/\S+$/gm)).toHaveLength(4);
  expect(said).toMatch(/^-rw\S+ .* [1-9]\d{4,} .*\/listing-28\.zip$/m);
  expect(said).toContain('"decision":"approved","newStatus":"READY"');
}, 120_000);

test("the logs of all parts are in one stream, in columns", () => {
  const parts = ["server", "validate", "thumbnails", "consolidate", "zip", "callback-dispatch", "machine", "deploy"];
  for (const part of parts) {
    const pattern = new RegExp(`^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  ${part} {2,}(INFO|WARN)`);
    expect(
      dev.lines().filter((line) => pattern.test(line)),
      part,
    ).not.toEqual([]);
  }
  // Colours are for terminals.
  expect(dev.lines().join("\n")).not.toContain("\u001b");
});

test.skipIf(!isThere("aws"))(
  "the printed lines of the AWS CLI work (skipped where it is not in PATH)",
  async () => {
    const said = await runScript(dev.script(/^AWS CLI/));
    expect(said).toContain("28/processed/zip/listing-media.zip");
    expect(said).toContain('"VisibilityTimeout": "60"');
    expect(said).toContain(":execution:listing-media-finalization-sm-staging:finalization-28-2");
    expect(said).toContain("listing-media-callback-dispatch-staging");
  },
  60_000,
);

test.skipIf(!isThere("mysql"))(
  "the printed line of the SQL client works (skipped where no mysql is in PATH)",
  async () => {
    expect(await runScript(dev.script(/^SQL/))).toContain("STEP_FUNCTIONS_FINALIZATION");
  },
);

test("any SQL client of this machine gets in and sees what the server has written", async () => {
  const connection = await createConnection({
    host: "127.0.0.1",
    port: dev.databasePort,
    user: "root",
    database: "toq",
  });
  const [rows] = await connection.query("SELECT status, provider FROM media_processing_jobs ORDER BY id");
  await connection.end();
  expect(rows).toEqual([
    { status: "SUCCEEDED", provider: "STEP_FUNCTIONS" },
    { status: "SUCCEEDED", provider: "STEP_FUNCTIONS_FINALIZATION" },
  ]);
});

test("what is typed and means nothing is answered, and the machine's clock is not put forward", async () => {
  dev.type("+15x");
  dev.type("+15m");
  await dev.line(/WARN {3}"\+15x" is none of \+15m, restart and lines\.$/);
  await dev.line(/WARN {3}The clock is the machine's: start with --clock virtual/);
});

test("a server that is killed is told of, and comes back when it is asked to; what there is stays", async () => {
  const listening = dev.lines().length;
  const [, pid = ""] =
    /^(\d+)$/m.exec(
      execFileSync("pgrep", ["-P", String(dev.child.pid), "-f", "server/main.ts"], { encoding: "utf8" }),
    ) ?? [];
  process.kill(Number(pid), "SIGKILL");
  await dev.line(/ERROR {2}The server has ended by SIGKILL\. It is started again/);
  dev.type("restart");
  await dev.line(/server\.listening/, listening);
  const script = [
    dev.script(/^Words/),
    dev.script(/^The photographer/).split("\n")[0],
    "get '/listings/media?listingIdentityId=28'",
  ];
  expect(JSON.parse(await runScript(script.join("\n"))).zipBundle).toMatchObject({ assetsCount: 4 });
}, 60_000);

test("a second one beside it is told who has the port, and nothing is started", async () => {
  const port = new URL(dev.cloudUrl).port;
  const { code, out, err } = await runDev(["--port", port]);
  expect({ code, out }).toEqual({ code: 3, out: "" });
  expect(err).toBe(
    `npm run dev (process ${dev.child.pid}) already serves a cloud at port ${port}: stop it, or give this one ports of its own: npm run dev -- --port 0 --server-port 0 --database-port 0\n`,
  );
});

test.each([
  ["server", "--server-port", () => Number(new URL(dev.serverUrl).port)],
  ["database", "--database-port", () => dev.databasePort],
])("a port of the %s that is taken is named with its option", async (part, option, port) => {
  const ports = new Map([
    ["--port", "0"],
    ["--server-port", "0"],
    ["--database-port", "0"],
  ]).set(option, String(port()));
  const { code, err } = await runDev([...ports].flat());
  expect(code).toBe(3);
  expect(err).toBe(
    `Port ${port()} of 127.0.0.1, meant for the ${part}, cannot be used: stop what listens there, or name another with ${option} (0 takes a free one).\n`,
  );
});

test("Ctrl-C takes everything down in order, with status 0, also when npm forwards it once more", async () => {
  dev.child.kill("SIGINT");
  dev.child.kill("SIGINT");
  expect(await once(dev.child, "close")).toEqual([0, null]);
  await expect(fetch(dev.serverUrl)).rejects.toThrow();
  await expect(fetch(dev.cloudUrl)).rejects.toThrow();
});
