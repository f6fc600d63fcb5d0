import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { OverviewModel } from "../model/report-model.ts";
import { runDiff } from "../run-diff/run-diff.ts";
import { diffModel } from "../run-diff/shown-diff.ts";
import { call, failed, keptRun, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { otherRunWithText, runWithText } from "../test/story.ts";
import { reportOfRun } from "./report-of-run.ts";

const PAGE = { script: "0</script><!--", style: "a{}" };
const OPTIONS = { page: PAGE, everythingBy: "npm run it", drawMachine: () => undefined, excerptAt: () => undefined };

/** The data that stands in a report, by its element's id. */
function dataIn(html: string): Record<string, unknown> {
  const elements = html.matchAll(/<script type="text\/plain" id="([^"]+)">([^<]*)<\/script>/g);
  return Object.fromEntries(
    [...elements].map(([, id = "", text = ""]) => [id, JSON.parse(gunzipSync(Buffer.from(text, "base64")).toString())]),
  );
}

const EVENTS = recordedEvents([call("a", "s3", "Put", { resource: "</script><script>alert(1)</script>" })]);
const TEXT = { sha256: "x", bytes: 9, kind: "text", text: "<!-- </script>" } as const;

test("events and bodies of each scenario stand in elements of their own", () => {
  const data = dataIn(reportOfRun(keptRun([keptScenario("a/b", EVENTS, { bodies: [TEXT] })]), OPTIONS));
  expect(Object.keys(data)).toEqual(["overview", "scenario-0", "bodies-0"]);
  expect(data["scenario-0"]).toMatchObject({ events: [{ operation: "Put" }] });
  expect(data["bodies-0"]).toEqual([TEXT]);
});

test("only this script and this style are allowed, and nothing is fetched", () => {
  const html = reportOfRun(keptRun([keptScenario("a/b", EVENTS, { bodies: [TEXT] })]), OPTIONS);
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  const script = html.slice(html.lastIndexOf("<script>") + "<script>".length, html.lastIndexOf("</script>"));
  const hash = createHash("sha256").update(script).digest("base64");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'sha256-${hash}'`);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(html.match(/<script/g)).toHaveLength(4);
  expect(html).not.toContain("alert(1)");
});

test("the same run gives the same file", () => {
  const run = () => keptRun([keptScenario("a/b", structuredClone(EVENTS))]);
  expect(reportOfRun(run(), OPTIONS)).toBe(reportOfRun(run(), OPTIONS));
});

/** Letters that do not compress. */
const noise = (seed: string, bytes: number): string =>
  Array.from({ length: bytes / 64 }, (_, index) => createHash("sha256").update(`${seed} ${index}`).digest("hex")).join(
    "",
  );

test("beyond the limit green bodies go first, then green events, and the overview says so", () => {
  const bodies = (seed: string) => [{ sha256: seed, bytes: 20_000, kind: "text", text: noise(seed, 20_000) } as const];
  const green = keptScenario("a/green", EVENTS, { bodies: bodies("green") });
  const red = keptScenario("a/red", EVENTS, { bodies: bodies("red"), result: failed("rule") });
  const within = (mostBytes: number) => dataIn(reportOfRun(keptRun([green, red]), { ...OPTIONS, mostBytes }));
  expect(Object.keys(within(50_000))).toHaveLength(5);
  const tight = within(20_000);
  expect(Object.keys(tight)).toEqual(["overview", "scenario-0", "scenario-1", "bodies-1"]);
  expect((tight.overview as OverviewModel).notices[0]).toMatch(
    /^Left out, so that the report stays below 0\.0 MB: the bodies of 1 scenario .* To keep everything: npm run it$/,
  );
  const tightest = within(0).overview as OverviewModel;
  expect(tightest.scenarios.map(({ shown }) => shown)).toEqual([false, false]);
  expect(tightest.notices[0]).toMatch(/the events of 2 scenarios and the bodies of 2 scenarios/);
});

test("a comparison stands in the file, and what it leaves out is told at the top, with how to keep it", () => {
  const diff = diffModel(runDiff(runWithText(String), otherRunWithText(String)), 1);
  const data = dataIn(reportOfRun(runWithText(String), { ...OPTIONS, diff }));
  expect(data.diff).toMatchObject({ scenarios: [{ key: "a/red", departures: [{}] }] });
  expect(data.overview).toMatchObject({ diff: { different: ["a/red"] } });
  const { notices = [] } = data.overview as { notices?: readonly string[] };
  expect(notices[0]).toMatch(/^Left out: \d+ further differences\. To keep everything: /);
});
