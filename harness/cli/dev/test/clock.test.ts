import { afterAll, beforeAll, expect, test } from "vitest";
import { type DevRun, runScript, startDev } from "./run-dev.ts";

/** Far less than any leap here. */
const LATE_MS = 30_000;

let dev: DevRun;

beforeAll(async () => {
  dev = await startDev(["--clock", "virtual", "--verbose"]);
}, 60_000);
afterAll(() => dev?.kill());

const STATUS = `curl -sS -o /dev/null -w '%{http_code}' "$S/listings/media?listingIdentityId=28" -H "Authorization: Bearer $TOKEN" -H "X-Device-Id: $DEVICE"`;

async function signedIn(): Promise<string> {
  const [signIn] = dev.script(/^The photographer/).split("\n");
  return await runScript([dev.script(/^Words/), signIn, "printf %s $TOKEN"].join("\n"));
}

async function statusWith(token: string): Promise<string> {
  return await runScript([dev.script(/^Words/), `TOKEN=${token}`, STATUS].join("\n"));
}

async function typed(leap: string): Promise<void> {
  const before = dev.lines().length;
  dev.type(leap);
  await dev.line(/dev +INFO +It is \d{4}-/, before);
}

test("an access token lives for 15 minutes that take no time, by typing and by the printed request", async () => {
  const token = await signedIn();
  await typed("+14m");
  expect(await statusWith(token)).toBe("200");
  const said = await runScript(dev.script(/^Time goes on/));
  expect(said).toMatch(/^(\{"now":"[^"]+","clock":"virtual"\}\n){2}$/);
  expect(await statusWith(token)).toBe("401");
});

test("workers of the server wake: the reconciler looks every five minutes", async () => {
  const rounds = () => dev.lines().filter((line) => line.includes("service.media.reconcile.no_stuck_jobs")).length;
  const before = rounds();
  await typed("+16m");
  expect(rounds() - before).toBeGreaterThanOrEqual(3);
});

test("a server that is starting while the clock is put forward comes up, with the new time", async () => {
  const token = await signedIn();
  const before = dev.lines().length;
  dev.type("restart");
  dev.type("+7m");
  dev.type("+8m");
  await dev.line(/server\.listening/, before);
  await dev.line(/dev +INFO +It is /, before);
  await typed("+1s");
  expect(await statusWith(token)).toBe("401");
});

test("cloud, server and functions have one time after the leap", async () => {
  const before = dev.lines().length;
  const shown = Date.parse(JSON.parse(await (await fetch(`${dev.cloudUrl}/_harness/clock`)).text()).now);
  await runScript(dev.script(/^(Words|The photographer|Has them)/));
  const since = dev.lines().slice(before);
  for (const part of ["server", "validate", "zip", "machine", "cloud"]) {
    const line = since.find((each) => new RegExp(`^\\S+  ${part} `).test(each)) ?? "";
    const at = Date.parse(`${new Date(shown).toISOString().slice(0, 10)}T${line.slice(0, 12)}Z`);
    // Midnight may have passed in between, and the line may be one of a request before that was read late.
    const laterMs = (at - shown + LATE_MS + 86_400_000) % 86_400_000;
    expect(laterMs, `${part}: ${line}`).toBeLessThan(10 * 60_000);
  }
}, 120_000);
