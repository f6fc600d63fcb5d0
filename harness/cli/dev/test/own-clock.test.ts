import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shellQuoted } from "../../../support/shell-quoted.ts";
import { replicaConfiguration, writeConfiguration } from "../../../world/foreign/test/replica-configuration.ts";
import { type DevRun, runScript, startDev } from "./run-dev.ts";

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";
const onLinux = test.runIf(LINUX_X64);
const TWO_HOURS_MS = 7_200_000;

let dev: DevRun;

/** Our own replica as another repository names it, behind a script: nothing of it knows of the run's clock. */
beforeAll(async () => {
  if (!LINUX_X64) return;
  const replica = replicaConfiguration("current", { lambdas: true });
  const server = { ...replica.server, command: "./toq_server", ready: "/healthz" };
  const config = writeConfiguration({ mine: { ...replica, server } }, { onTestFinished: afterAll });
  const program = join(dirname(config), "toq_server");
  writeFileSync(program, `#!/bin/sh\nexec ${replica.server.command.map(shellQuoted).join(" ")}\n`);
  chmodSync(program, 0o755);
  dev = await startDev(["--config", config, "--system", "mine", "--clock", "virtual"]);
}, 120_000);
afterAll(() => dev?.kill());

async function signedIn(): Promise<string> {
  const [signIn] = dev.script(/^The photographer/).split("\n");
  return runScript([dev.script(/^Words/), signIn, "printf %s $TOKEN"].join("\n"));
}

function statusWith(token: string): Promise<string> {
  const path = "listings/media?listingIdentityId=28";
  const ask = `curl -sS -o /dev/null -w '%{http_code}' "$S/${path}" -H "Authorization: Bearer $TOKEN" -H "X-Device-Id: $DEVICE"`;
  return runScript([dev.script(/^Words/), `TOKEN=${token}`, ask].join("\n"));
}

async function typed(line: string, answer: RegExp): Promise<void> {
  const before = dev.lines().length;
  dev.type(line);
  await dev.line(answer, before);
}

onLinux(
  `a token of a server that knows nothing of the clock lives for 15 minutes that take no time${WITHOUT}`,
  async () => {
    const token = await signedIn();
    await typed("+14m", /dev +INFO +It is /);
    expect(await statusWith(token)).toBe("200");
    await typed("+1m", /dev +INFO +It is /);
    expect(await statusWith(token)).toBe("401");
  },
  60_000,
);

onLinux(
  `a server that is started again has the time, and so has what it writes${WITHOUT}`,
  async () => {
    const token = await signedIn();
    await typed("+2h", /dev +INFO +It is /);
    await typed("restart", /server\.listening/);
    expect(await statusWith(token)).toBe("401");
    await runScript(dev.script(/^(Words|The photographer|Has them processed)/));
    const connection = await createConnection({
      host: "127.0.0.1",
      port: dev.databasePort,
      user: "root",
      timezone: "Z",
    });
    try {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT MAX(created_at) AS at FROM toq_db.media_processing_jobs",
      );
      expect(Number(rows[0]?.at) - Date.now()).toBeGreaterThan(TWO_HOURS_MS);
    } finally {
      await connection.end();
    }
  },
  120_000,
);
