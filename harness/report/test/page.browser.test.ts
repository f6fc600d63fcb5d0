import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPage } from "../html/build-page.ts";
import { type ReportOptions, reportOfRun } from "../html/report-of-run.ts";
import type { KeptRun } from "../kept-runs/read-run.ts";
import type { Surroundings } from "../model/scenario-model.ts";
import { runDiff } from "../run-diff/run-diff.ts";
import { diffModel } from "../run-diff/shown-diff.ts";
import { findChromium } from "./browser.ts";
import { call, keptRun, keptScenario, recordedEvents } from "./kept-run.ts";
import { incidentWithText, otherRunWithText, runWithText, surroundingsWith } from "./story.ts";

type Views = Partial<Pick<ReportOptions, "diff" | "incident">>;

const chromiumPath = findChromium(process.env);
const why = chromiumPath === undefined ? " (skipped: no Chromium; set CHROMIUM_PATH)" : "";

/** All rules, and that of WCAG 2.2 which axe leaves out unless it is asked for. */
const AXE_RUN = 'axe.run({ rules: { "target-size": { enabled: true } } }).then(({ violations }) => violations)';

/** Pages of the run of story.ts, by their addresses. */
const PAGES = [
  "#/",
  "#/?q=s:failed",
  "#/scenario/a/red",
  ...[1, 2, 3, 4, 5, 8, 9, 10, 12, 13].map((event) => `#/scenario/a/red?e=${event}&tab=event`),
  "#/scenario/a/red?tab=machines",
  "#/scenario/a/red?tab=expectations",
  "#/scenario/a/red?tab=about",
  "#/scenario/a/green",
  "#/scenario/a/mistaken",
  "#/scenario/nothing",
  "#/diff",
  "#/diff/a/red",
  "#/diff/a/red?d=2",
  "#/diff/a/red?d=5",
  "#/diff/a/green",
  "#/incident/a/red",
  "#/incident/a/red?q=s:not",
  "#/incident/a/green",
];

/** Those that differ most between wide and narrow. */
const VIEWS = ["#/diff", "#/diff/a/red", "#/incident/a/red"];

describe.skipIf(chromiumPath === undefined)(`the report in a browser${why}`, { timeout: 120_000 }, () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "report-browser-"));
  const plain = (place: string): string => `some ${place}`;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Writes a report and returns its address. */
  async function written(name: string, run: KeptRun, around: Surroundings, views: Views = {}): Promise<string> {
    const path = join(folder, `${name}.html`);
    writeFileSync(
      path,
      reportOfRun(run, { page: await builtPage(join(folder, "cache")), everythingBy: "x", ...around, ...views }),
    );
    return pathToFileURL(path).href;
  }

  /** What a page complains about: errors of its code, and what its policy has refused. */
  function complaintsOf(page: Page): string[] {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(request.url());
    });
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    return complaints;
  }

  /** Waits until what was asked for is drawn. */
  async function settled(page: Page): Promise<void> {
    await page.locator("h1").first().waitFor();
    await page.getByText("Reading …").first().waitFor({ state: "hidden" });
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }

  async function show(page: Page, address: string): Promise<void> {
    await page.goto(address);
    await settled(page);
  }

  const viewsWith = (text: (place: string) => string): Views => ({
    diff: diffModel(runDiff(runWithText(text), otherRunWithText(text))),
    incident: incidentWithText(text),
  });
  const report = (name: string): Promise<string> =>
    written(name, runWithText(plain), surroundingsWith(plain), viewsWith(plain));

  test.each(["light", "dark"] as const)("nothing is wrong for axe on any page, %s", async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, reducedMotion: "reduce" });
    const complaints = complaintsOf(page);
    const address = await report("axe");
    const found: string[] = [];
    for (const hash of PAGES) {
      await show(page, address + hash);
      await page.evaluate(axe.source);
      const violations = await page.evaluate<Violation[]>(AXE_RUN);
      found.push(...violations.map(({ id, nodes }) => `${hash} ${id}: ${nodes.map(({ html }) => html).join("\n")}`));
    }
    for (const width of [1_440, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const hash of VIEWS) {
        await show(page, address + hash);
        const violations = await page.evaluate<Violation[]>(AXE_RUN);
        found.push(...violations.map(({ id }) => `${hash} at ${width}: ${id}`));
      }
    }
    await page.close();
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("what held leads to the event before it; a picture is shown small", async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await show(page, `${await report("expectations")}#/scenario/a/red?tab=expectations`);
    expect(await page.getByRole("tab", { name: "Expectations (6)" }).count()).toBe(1);
    await page.getByRole("button", { name: "after event 5" }).click();
    await settled(page);
    expect(page.url()).toContain("e=5");
    await show(page, `${await report("expectations")}#/scenario/a/red?e=10&tab=event`);
    const picture = page.getByRole("img", { name: "The picture, made small" });
    await picture.waitFor();
    expect(await picture.evaluate((shown) => (shown as unknown as { naturalWidth: number }).naturalWidth)).toBe(4);
    await page.close();
    expect(complaints).toEqual([]);
  });

  test("script that stands anywhere in a run stays text", async () => {
    const attack = (place: string): string =>
      `<img src=x onerror="window.hit='${place}'"></script><script>window.hit='${place}'</script>` +
      `<svg onload="window.hit='${place}'">\${window.hit='${place}'}{{7*7}}javascript:window.hit="'><!--`;
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const address = await written("hostile", runWithText(attack), surroundingsWith(attack), viewsWith(attack));
    for (const hash of PAGES) {
      await show(page, address + hash);
      expect(await page.evaluate("window.hit")).toBeUndefined();
      expect(
        await page
          .locator(
            "img:not([src^='data:image/jpeg;base64,']), iframe, object, embed, #app script, a[href^='javascript']",
          )
          .count(),
      ).toBe(0);
    }
    await show(page, `${address}#/scenario/a/red?tab=machines`);
    const machines = await page.locator("main").textContent();
    expect(machines).toContain("window.hit='state'");
    await show(page, `${address}#/scenario/a/red?tab=expectations`);
    expect(await page.locator("main").textContent()).toContain("window.hit='wanted'");
    await page.close();
    expect(complaints).toEqual([]);
  });

  test.each([
    ["at 320 pixels", 320, 16],
    ["at 768 pixels", 768, 16],
    ["with text twice as large", 1_280, 32],
    ["with text twice as large at 640 pixels", 640, 32],
  ])("%s nothing has to be scrolled sideways", async (_what, width, fontSize) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const long = (place: string): string => `${place}${"x".repeat(300)}`;
    const address = await written(
      `narrow-${width}-${fontSize}`,
      runWithText(long),
      surroundingsWith(long),
      viewsWith(long),
    );
    const wide: string[] = [];
    for (const hash of PAGES) {
      await show(page, address + hash);
      await page.evaluate(`document.documentElement.style.setProperty("font-size", "${fontSize}px")`);
      const scrollWidth = await page.evaluate<number>("document.documentElement.scrollWidth");
      if (scrollWidth > width) wide.push(`${hash} ${scrollWidth}`);
    }
    await page.close();
    expect(wide).toEqual([]);
  });

  test("the keyboard alone leads from the overview to a failure, its divergence, its causes and back", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("keyboard")}#/`);
    const chosen = () => page.locator("tr.chosen .name").textContent();
    await page.keyboard.press("n");
    await page.waitForSelector("#tab-failure[aria-selected=true]");
    await page.keyboard.press("d");
    await page.waitForSelector("tr.chosen");
    expect(await chosen()).toBe("StartExecution");
    await page.keyboard.press("c");
    await page.locator("tr.chosen .name", { hasText: /^POST/ }).waitFor();
    await page.keyboard.press("e");
    await page.locator("tr.chosen .name", { hasText: /^SELECT jobs$/ }).waitFor();
    await page.keyboard.press("f");
    await page.waitForSelector("#tab-failure[aria-selected=true]");
    await page.keyboard.press("o");
    await page.waitForSelector(".overview");
    await page.close();
  });

  test("the keyboard alone leads from a failure's event to both runs, through their differences and back", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("keyboard-diff")}#/`);
    await page.keyboard.press("n");
    await page.waitForSelector("#tab-failure[aria-selected=true]");
    await page.keyboard.press("d");
    await page.waitForSelector("tr.chosen");
    await page.keyboard.press("v");
    await page.locator(".departure[aria-current=true]").waitFor();
    const chosen = () => page.locator(".departure[aria-current=true]").textContent();
    const first = await chosen();
    await page.keyboard.press("d");
    await page.keyboard.press("j");
    await page.waitForURL(/#\/diff\/a\/red\?d=1/);
    expect(await chosen()).not.toBe(first);
    await page.keyboard.press("k");
    await page.waitForURL(/d=0/);
    expect(await chosen()).toContain("3 rows");
    await page.keyboard.press("v");
    await page.locator("tr.chosen .name", { hasText: /^SELECT jobs$/ }).waitFor();
    await page.keyboard.press("c");
    await page.locator("tr.chosen .name", { hasText: /^POST/ }).waitFor();
    await page.keyboard.press("i");
    await page.waitForSelector("table.evidence");
    await page.keyboard.press("i");
    await page.waitForSelector(".split .events");
    await page.keyboard.press("w");
    await page.getByRole("heading", { name: "1 of 3 scenarios differ." }).waitFor();
    await page.keyboard.press("n");
    await page.waitForSelector(".departures");
    await page.keyboard.press("f");
    await page.waitForSelector("#tab-failure[aria-selected=true]");
    await page.keyboard.press("o");
    await page.waitForSelector(".overview");
    await page.close();
  });

  test("evidence and run stand side by side, and a mark alone can be shown", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("incident")}#/incident/a/red`);
    const rows = page.locator("table.evidence tbody tr");
    expect(await rows.allTextContents()).toEqual([
      expect.stringMatching(/different: some field.*some evidence-$/),
      expect.stringMatching(/not comparable: x.*some known.*some seen not comparable: some reason$/),
      expect.stringMatching(/not comparable: y.*not told.*not comparable: it is not known$/),
      expect.stringMatching(/same: some agreed field some fact place.*some agreed value/),
    ]);
    await page.getByRole("button", { name: /= same/ }).click();
    await page.waitForURL(/q=s%3Asame/);
    expect(await rows.count()).toBe(1);
    await page.getByRole("link", { name: "started" }).click();
    await page.locator("tr.chosen .name", { hasText: "StartExecution" }).waitFor();
    await page.close();
  });

  test("what the filter hides is shown when somebody goes there", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("hidden")}#/scenario/a/red?q=zzz`);
    expect(await page.locator("tr.row").count()).toBe(0);
    await page.keyboard.press("d");
    await page.locator("tr.chosen .name", { hasText: "StartExecution" }).waitFor();
    expect(await page.locator("#event-filter").inputValue()).toBe("");
    await page.close();
  });

  test("a filter finds what stands in a body", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("bodies")}#/scenario/a/red?q="some json value"`);
    await page.locator(".toolbar output", { hasText: "1 of 13" }).waitFor();
    expect(await page.locator("tr.row .name").textContent()).toBe("POST some operation");
    await page.close();
  });

  test("the list takes the arrow keys, and what is chosen stands in the address", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("arrows")}#/scenario/a/red`);
    await page.locator("table[role=grid]").focus();
    for (const key of ["Home", "ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    await page.waitForURL(/e=2&/);
    await page.keyboard.press("End");
    await page.waitForURL(/e=13&/);
    const active = await page.locator("table[role=grid]").getAttribute("aria-activedescendant");
    expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
    await page.close();
  });

  test("single keys can be turned off, and letters typed into a filter are no commands", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("switch")}#/`);
    await page.keyboard.press("/");
    await page.keyboard.type("no");
    expect(await page.locator("input[type=search]").inputValue()).toBe("no");
    await page.locator("main").focus();
    await page.keyboard.press("?");
    await page.locator("dialog input[type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.press("?");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    expect(page.url()).not.toContain("scenario");
    await page.close();
  });

  test("a stretch that is drawn in the timeline filters the list, and Escape forgets it", async () => {
    const page = await browser.newPage({ viewport: { width: 1_200, height: 900 } });
    await show(page, `${await report("brush")}#/scenario/a/red`);
    const box = await page.locator(".plot").boundingBox();
    if (!box) throw new Error("the timeline is not shown");
    await page.mouse.move(box.x + box.width - 2, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 3 });
    await page.mouse.up();
    await page.waitForSelector(".chip");
    expect(await page.locator(".toolbar output").textContent()).toMatch(/^\d of 13$/);
    await page.keyboard.press("Escape");
    expect(await page.locator(".toolbar output").textContent()).toBe("13 events");
    await page.close();
  });

  test("the timeline is also a table, with what led to each event", async () => {
    const page = await browser.newPage();
    await show(page, `${await report("table")}#/scenario/a/red`);
    await page.keyboard.press("t");
    await page.waitForSelector(".plot", { state: "detached" });
    expect(await page.locator("tr.row").nth(1).textContent()).toMatch(/SELECT jobs.*2 ← 1$/);
    expect(await page.locator("tr.skipped").textContent()).toMatch(/30 m of waiting, skipped in 7 ms/);
    await page.close();
  });

  test("of fifty thousand events only those in sight are in the document", async () => {
    const events = recordedEvents(
      Array.from({ length: 50_000 }, (_, index) =>
        call("a", "s3", `Put ${index}`, { at: index * 3, cause: index >> 1 }),
      ),
    );
    const page = await browser.newPage();
    const none = { drawMachine: () => undefined, excerptAt: () => undefined };
    await show(page, `${await written("many", keptRun([keptScenario("a/many", events)]), none)}#/scenario/a/many`);
    await page.waitForSelector("tr.row");
    await page.evaluate("document.querySelector('.rows').scrollTo(0, 1e9)");
    await page.locator("tr.row", { hasText: /Put 49999\b/ }).waitFor();
    expect(await page.locator("tr.row").count()).toBeLessThan(120);
    await page.close();
  });
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
