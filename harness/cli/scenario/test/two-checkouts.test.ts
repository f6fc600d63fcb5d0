import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";

/** What a checkout has that is no part of the project. */
const NOT_CHECKED_OUT = new Set(["node_modules", ".git", "reports", ".cache", ".vitest"]);

/** Two machines as one can play them: nothing of this may show in a trace. */
const MACHINES = [
  { folder: "anas-checkout-in-a-folder-with-a-long-name", user: "ana", locale: "C", timeZone: "UTC", workers: "1" },
  {
    folder: "joão's other checkout/of a second machine/nested deeper, with blanks",
    user: "joao",
    locale: "pt_BR.UTF-8",
    timeZone: "America/Sao_Paulo",
    workers: "2",
  },
] as const;

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "two-checkouts-"));
  await Promise.all(MACHINES.map(({ folder }) => checkOut(join(place, folder))));
});
afterAll(() => rm(place, { recursive: true, force: true }));

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly meta: { readonly scenario?: { readonly id: string; readonly traceHash: string } };
    }[];
  }[];
}

async function checkOut(root: string): Promise<void> {
  for (const name of await readdir(PROJECT_ROOT)) {
    if (!NOT_CHECKED_OUT.has(name)) await cp(join(PROJECT_ROOT, name), join(root, name), { recursive: true });
  }
  await symlink(join(PROJECT_ROOT, "node_modules"), join(root, "node_modules"));
}

/** The hash of every scenario that ran, by its id; `system` replaces the scenarios' own revisions. */
async function hashesOn(machine: (typeof MACHINES)[number], selected: readonly string[]): Promise<[string, string][]> {
  const root = join(place, machine.folder);
  const report = join(root, "report.json");
  const command = ["harness/cli/scenario/main.ts", ...selected, "--workers", machine.workers, "--json-report", report];
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|TEST$)/.test(name))),
    // The engine and what was fetched for this machine are found again, wherever HOME is.
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
    HOME: root,
    USER: machine.user,
    LOGNAME: machine.user,
    LANG: machine.locale,
    LC_ALL: machine.locale,
    TZ: machine.timeZone,
  };
  // Red scenarios are no failure here: at a revision of the real system most are.
  await promisify(execFile)(process.execPath, command, { cwd: root, env }).catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error;
  });
  const { testResults } = JSON.parse(await readFile(report, "utf8")) as JsonReport;
  const ran = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== "skipped");
  const hashes = ran.map(({ meta: { scenario } }): [string, string] => [scenario?.id ?? "", scenario?.traceHash ?? ""]);
  return hashes.sort(([one], [other]) => (one < other ? -1 : 1));
}

async function expectSameOnBoth(atLeast: number, selected: readonly string[] = []): Promise<void> {
  const [one, other] = await Promise.all(MACHINES.map((machine) => hashesOn(machine, selected)));
  expect(one?.length).toBeGreaterThanOrEqual(atLeast);
  expect(other).toEqual(one);
}

/** With `ALL=1` every scenario; else those of every part of the system, without the slowest pictures and films. */
const SELECTED = process.env.ALL === "1" ? [] : ["auth", "callbacks", "finalization", "listing-28", "queue", "workers"];

test("scenarios have the same traces in two checkouts, whoever runs them, in whatever language and time zone", async () => {
  await expectSameOnBoth(60, SELECTED);
}, 300_000);

test("so has a server that panics", async () => {
  await expectSameOnBoth(1, ["approval", "--system", "current"]);
});
