import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { run } from "../../../../cli/scenario/test/run-command.ts";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import { missingRedis } from "../missing-redis.ts";
import { notApplicableIn, verdictsOf } from "./verdicts.ts";

/**
 * The replica as processes has the verdicts that it has in process, story by story and rule by rule: on the real clock, and in
 * virtual time. Here for some; for all (two stories wait five real minutes), and to write `not-applicable.json` anew:
 *
 *     ALL=1 vitest run --project foreign harness/world/foreign/test/replica/verdicts.test.ts
 *     ALL=1 UPDATE=1 …
 */
const ALL = process.env.ALL === "1";
const UPDATE = process.env.UPDATE === "1";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");
const CONFIGURED = ["--config", import.meta.dirname];
const LIST = join(import.meta.dirname, "not-applicable.json");
/** Red here by a rule that is not that of the run in process; the baseline says which. */
const OTHER_RULE = join(import.meta.dirname, "other-rule.json");

const SOME = {
  current: [
    "approval/decisions",
    "auth/sessions-and-claims",
    "auth/signed-out",
    "callbacks/database-down",
    "callbacks/duplicate",
    "callbacks/results",
    "callbacks/signatures",
    "callbacks/statuses",
    "cloud/s3-objects",
    "deletion/order-and-refusals",
    "downloads/original",
    "finalization/refused",
    "finalization/reject-and-complete-again",
    "functions/callback",
    "functions/zip",
    "http/database-fails",
    "listing-28/current",
    "listing-28/current-misconfigured",
    "listing-28/incident",
    "photos/refused",
    "processing/extreme-shape",
    "processing/web-sizes",
    "queue/commit-fails",
    "queue/start-fails",
    "uploads/limits",
    "uploads/refused",
  ],
  incident: [
    "auth/signin-refused",
    "callbacks/database-down",
    "in-processes/wrong-machine",
    "listing-28/right-machine",
  ],
  fixed: ["listing-28/fixed"],
} as const;

/** Stories that need virtual time, beside some that do not. */
const SOME_VIRTUAL = {
  current: [
    "auth/blocked-again",
    "auth/refresh-refused",
    "callbacks/late",
    "callbacks/two-at-once",
    "deployment/functions",
    "functions/callback",
    "http/what-fails-beside",
    "listing-28/current",
    "listing-28/token-expires",
    "queue/delivered-twice",
    "workers/half-an-hour",
  ],
  incident: ["in-processes/wrong-machine", "listing-28/no-callback"],
  fixed: [
    "auth/sign-in-settings",
    "callbacks/late",
    "callbacks/machine-is-patient",
    "callbacks/start-announced-late",
    "finalization/owner-is-told",
    "http/what-fails-beside",
    "listing-28/fixed",
    "workers/outbox-rows",
  ],
} as const;

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";

function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "verdicts-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Reasons by scenario, by system. */
const Reasons = z.record(z.string(), z.record(z.string(), z.string()));
const reasonsIn = (path: string) => Reasons.parse(JSON.parse(readFileSync(path, "utf8")));

/** `passed`, or the rule that is broken; without scenarios that are known to break another one. */
const comparable = (verdicts: ReadonlyMap<string, string>, otherRule: Readonly<Record<string, string>>) =>
  Object.fromEntries([...verdicts].filter(([id]) => !(id in otherRule)));

test.for([
  ["current", "real"],
  ["incident", "real"],
  ["current", "virtual"],
  ["incident", "virtual"],
  ["fixed", "virtual"],
] as const)(
  "processes of %s, clock %s: the verdicts of the run in process; known reds only, nothing else not applicable",
  { timeout: ALL ? 7_200_000 : 900_000 },
  async ([revision, clock], { skip }) => {
    skip(clock === "virtual" && !LINUX_X64, "the clock of a process can be shifted on Linux with x64 only");
    const system = clock === "virtual" ? `replica-${revision}-virtual` : `replica-${revision}`;
    const ids = ALL ? [] : (clock === "virtual" ? SOME_VIRTUAL : SOME)[revision];
    const directory = scratchDirectory();
    const [inside, outside] = [join(directory, "inside.json"), join(directory, "outside.json")];
    const foreign = await run([...CONFIGURED, "--system", system, "--json-report", outside, ...ids], {}, COMMAND);
    await run([...CONFIGURED, "--system", revision, "--json-report", inside, ...ids], {}, COMMAND);

    const skipped = notApplicableIn(foreign.out);
    if (ALL && UPDATE)
      writeFileSync(LIST, `${JSON.stringify({ ...reasonsIn(LIST), [system]: skipped }, undefined, 2)}\n`);
    const known = reasonsIn(LIST)[system] ?? {};
    expect(known).toMatchObject(skipped);
    if (ALL) expect(skipped).toEqual(known);

    const otherRules = reasonsIn(OTHER_RULE);
    const otherRule = { ...otherRules[`replica-${revision}`], ...otherRules[system] };
    const expected = new Map([...verdictsOf(inside)].filter(([id]) => !(id in known)));
    expect(comparable(verdictsOf(outside), otherRule)).toEqual(comparable(expected, otherRule));
    expect(foreign.code, foreign.out + foreign.err).toBe(0);
  },
);

test("a server of another revision is a new red, and differs from the replica", async () => {
  const argv = [...CONFIGURED, "--system", "replica-with-an-older-server", "listing-28/current", "uploads/refused"];
  const { code, out } = await run(argv, {}, COMMAND);
  expect(out).toMatch(/^✗ listing-28\/current /m);
  expect(out).toContain("yours differs from the replica (current), where the story passes: here first");
  expect(code).toBe(1);
});

test("tokens that were signed out are in Redis (skipped where no Redis can be had)", async (ctx) => {
  const missing = await missingRedis();
  if (missing !== undefined) return ctx.skip(missing);
  const argv = [...CONFIGURED, "--system", "replica-with-redis", "auth/signed-out-in-name-only", "auth/signed-out"];
  const { code, out, err } = await run(argv, {}, COMMAND);
  expect(code, out + err).toBe(0);
});
