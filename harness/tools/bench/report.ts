import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { z } from "zod";
import { machineTime } from "../../clock/machine-time.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { keepManyEventsRun, MANY_EVENTS } from "./many-events-run.ts";
import { median } from "./measure.ts";

const EVENTS = 50_000;
const ROUNDS = 5;
const [OTHER, DEPARTING] = ["20261201-100000-000", "20261201-110000-000"];
/** What a run must reach on a machine at rest. */
const WANTED = { openMs: 1_500, longestTaskMs: 50, diffMs: 3_000, diffMebibytes: 1_024 } as const;
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SCROLLS = 60;

const numbersSchema = z.number();
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown() }).partial().optional(),
    }),
  ),
});

/** `npm run bench -- report`: reports and comparisons of runs of 50,000 events. True when all limits are kept. */
export async function benchReport(print: (text: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "toq-bench-report-"));
  try {
    keepManyEventsRun({ root: folder, id: OTHER, events: EVENTS });
    keepManyEventsRun({ root: folder, id: DEPARTING, events: EVENTS, departs: true });
    print(`two runs of ${EVENTS} events, Node ${process.version}, medians of ${ROUNDS}\n`);
    const runs = [join(folder, DEPARTING), join(folder, OTHER)] as const;
    const diff = await measured(() => command("diff", [...runs]));
    const report = await measured(() =>
      command("report", [runs[0], "--with", runs[1], "--everything", "--no-open", "--out", folder]),
    );
    const page = join(folder, "index.html");
    const results = [
      line(print, "npm run diff", diff.ms, "ms", WANTED.diffMs),
      line(print, "  its memory at most", diff.mebibytes, "MiB", WANTED.diffMebibytes),
      line(print, "npm run report --with", report.ms, "ms"),
      line(print, "  its memory at most", report.mebibytes, "MiB"),
      line(print, "  the file", statSync(page).size / 1e6, "MB"),
      ...(await inBrowser(page, print)),
    ];
    return results.every((kept) => kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inBrowser(path: string, print: (text: string) => void): Promise<boolean[]> {
  const executablePath = [process.env.CHROMIUM_PATH, ...CHROMIUM].find((one) => one !== undefined && existsSync(one));
  if (executablePath === undefined) throw new EnvironmentError("There is no Chromium here; set CHROMIUM_PATH.");
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const address = pathToFileURL(path).href;
    const opened: number[] = [];
    const longest: LongestTask[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      opened.push(await openingMs(browser, `${address}#/scenario/${MANY_EVENTS}`));
      longest.push(await longestTask(browser, `${address}#/scenario/${MANY_EVENTS}`));
    }
    return [
      line(print, "the scenario's page, until its first rows are drawn", median(opened), "ms", WANTED.openMs),
      line(
        print,
        "  longest task while its list is scrolled",
        median(longest.map(({ ms }) => ms)),
        "ms",
        WANTED.longestTaskMs,
      ),
      line(print, "  the longest by its processor time", median(longest.map(({ processorMs }) => processorMs)), "ms"),
    ];
  } finally {
    await browser.close();
  }
}

/** From the beginning of the navigation until rows have been drawn, by the page's own clock. */
async function openingMs(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(address);
  await page.waitForSelector("tr.row");
  const ms = await page.evaluate(
    "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(performance.now()))))",
  );
  await page.close();
  return numbersSchema.parse(ms);
}

interface LongestTask {
  readonly ms: number;
  /** Without what other processes of a busy machine took in between. */
  readonly processorMs: number;
}

/** Of the page's main thread, by the browser's own trace, while the list is scrolled from end to end. */
async function longestTask(browser: Browser, address: string): Promise<LongestTask> {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(address);
  await page.waitForSelector("tr.row");
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
  await page.evaluate(`(async () => {
    const list = document.querySelector(".rows");
    for (let step = 1; step <= ${SCROLLS}; step++) {
      list.scrollTop = (list.scrollHeight * step) / ${SCROLLS};
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
  })()`);
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString("utf8")));
  await page.close();
  const mains = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === "M" && name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ ph, name, pid, tid }) => ph === "X" && /RunTask$/.test(name) && mains.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error("The browser's trace has no task of the page's main thread.");
  return {
    ms: tasks.reduce((most, { dur = 0 }) => Math.max(most, dur / 1_000), 0),
    processorMs: tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1_000), 0),
  };
}

interface Measured {
  readonly ms: number;
  readonly mebibytes: number;
}

async function measured(run: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await run());
  return { ms: median(all.map(({ ms }) => ms)), mebibytes: Math.max(...all.map(({ mebibytes }) => mebibytes)) };
}

/** Says at its end how much memory it has taken. */
const TELLS_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("MAXRSS "+process.resourceUsage().maxRSS+"\\n"))';

/** A command as a person types it, with its real time and the most memory that it had. */
async function command(name: "diff" | "report", words: readonly string[]): Promise<Measured> {
  const from = machineTime.monotonicMs();
  const child = spawn(process.execPath, ["--import", TELLS_MEMORY, `harness/cli/${name}/main.ts`, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const [status] = await once(child, "close");
  const ms = machineTime.monotonicMs() - from;
  const [, kibibytes] = /MAXRSS (\d+)/.exec(errors) ?? [];
  // Two runs that differ are status 1.
  if (kibibytes === undefined || Number(status) > 1) throw new Error(`npm run ${name} ended with ${status}: ${errors}`);
  return { ms, mebibytes: Number(kibibytes) / 1_024 };
}

function line(print: (text: string) => void, what: string, value: number, unit: string, wanted?: number): boolean {
  const limit = wanted === undefined ? "" : `   (wanted: ${wanted})`;
  print(`${what.padEnd(54)}${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${limit}`);
  return wanted === undefined || value <= wanted;
}
