import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkClock } from "../checks/clock-check.ts";
import { checkDisk } from "../checks/disk-check.ts";
import { checkDocker } from "../checks/docker-check.ts";
import { checkEngine } from "../checks/engine-check.ts";
import { checkFfmpeg } from "../checks/ffmpeg-check.ts";
import { checkPorts } from "../checks/ports-check.ts";
import type { Surroundings } from "../finding.ts";

const folder = mkdtempSync(join(tmpdir(), "doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const under = (environment: Record<string, string>): Surroundings => ({ environment, onProgress: () => {} });

function doctor(argv: readonly string[], environment: Record<string, string> = {}) {
  const program = join(import.meta.dirname, "..", "main.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    encoding: "utf8",
    env: { ...process.env, npm_lifecycle_event: "", FORCE_COLOR: "0", ...environment },
  });
  return { status, stdout, stderr };
}

test("here, where the tests run, nothing that a run needs is lacking", () => {
  const { status, stdout } = doctor([]);
  const subjects = stdout.split("\n").flatMap((line) => /^[✓○] (\w+)/.exec(line)?.[1] ?? []);
  expect(subjects).toEqual(["Node", "database", "ports", "Docker", "ffmpeg", "clock", "disk"]);
  expect(status).toBe(0);
});

test("what is lacking is told with what to do, and as JSON: status 3", () => {
  const { status, stdout, stderr } = doctor(["--json"], { DATABASE_URL: "mysql://nobody@127.0.0.1:1/none" });
  const findings = JSON.parse(stdout) as { subject: string; state: string; told: string; mend?: string }[];
  const [database, ...others] = findings.filter(({ state }) => state === "lacks");
  expect(database).toMatchObject({ subject: "database", told: expect.stringContaining("DATABASE_URL") });
  expect(database?.mend).toBeDefined();
  expect(others).toEqual([]);
  expect(stderr).toContain("Exit 3: database.");
  expect(status).toBe(3);
});

test("a name is wrong use", () => {
  expect(doctor(["disk"])).toMatchObject({ status: 2, stderr: expect.stringContaining("takes no names") });
});

test("a database server that cannot be reached", async () => {
  const finding = await checkEngine(under({ DATABASE_URL: "mysql://nobody@127.0.0.1:1/none" }));
  expect(finding).toMatchObject({ state: "lacks", told: expect.stringContaining("DATABASE_URL") });
});

test("a port that is taken is named with who wants it", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await checkPorts({ cloud: port })).toMatchObject({
    state: "without",
    told: expect.stringContaining(`taken: ${port} (cloud)`),
  });
  server.close();
});

test("an ffmpeg that is named and none, one that does not run, and none at all", async () => {
  expect(await checkFfmpeg(under({ FFMPEG_PATH: "/no/such" }))).toMatchObject({
    state: "lacks",
    told: expect.stringContaining("FFMPEG_PATH names /no/such"),
  });
  const broken = join(folder, "ffmpeg");
  writeFileSync(broken, "#!/bin/sh\nexit 9\n");
  chmodSync(broken, 0o755);
  expect(await checkFfmpeg(under({ FFMPEG_PATH: broken }))).toMatchObject({ state: "lacks" });
  const nowhere = { PATH: join(folder, "none"), XDG_CACHE_HOME: join(folder, "cache") };
  expect(await checkFfmpeg(under(nowhere))).toMatchObject({ state: "without" });
});

test("a Docker that was asked for and does not answer fails no scenario", async () => {
  const finding = await checkDocker(under({ DOCKER_HOST: "tcp://127.0.0.1:1" }));
  expect(finding).toMatchObject({ state: "without", told: expect.stringContaining("DOCKER_HOST") });
});

test("a clock that is years behind, or beyond what MySQL can say", async () => {
  expect(await checkClock(() => Date.parse("1970-01-01T00:05:00Z"))).toMatchObject({
    state: "lacks",
    told: expect.stringContaining("is before this project's files"),
  });
  expect(await checkClock(() => Date.parse("2040-01-01T00:00:00Z"))).toMatchObject({ state: "lacks" });
  expect(await checkClock()).toMatchObject({ state: "ok" });
});

test("a cache or a folder for temporary files that cannot be written", async () => {
  expect(await checkDisk(under({ XDG_CACHE_HOME: "/dev/null/cache" }))).toMatchObject({
    state: "lacks",
    told: expect.stringContaining("XDG_CACHE_HOME"),
  });
  const temporary = await checkDisk(under({ XDG_CACHE_HOME: folder, TMPDIR: "/no/such" }));
  expect(temporary).toMatchObject({ state: "lacks", mend: expect.stringContaining("TMPDIR") });
});
