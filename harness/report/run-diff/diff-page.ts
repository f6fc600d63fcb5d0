import { createHash } from "node:crypto";
import { durationText } from "../duration.ts";
import { PAGE_STYLE } from "./page-style.ts";
import type { RunDiff } from "./run-diff.ts";
import type { Departure, ScenarioDiff, SideVerdict, ToldEvent } from "./scenario-diff.ts";

type Names = readonly [string, string];

/**
 * Two runs compared, as one HTML file without any script: what follows from the first divergence is folded by the browser
 * itself. Every text of a run is escaped, and the policy allows nothing but this style.
 */
export function diffPage(diff: RunDiff): string {
  const names = [diff.runs[0].name, diff.runs[1].name] as const;
  const hash = createHash("sha256").update(PAGE_STYLE).digest("base64");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    "<title>Two runs compared</title>",
    `<style>${PAGE_STYLE}</style>`,
    "</head>",
    "<body>",
    "<main>",
    `<h1>${escaped(headline(diff))}</h1>`,
    `<p class="runs">${diff.runs.map(({ id, name }) => `<b>${escaped(name)}</b> (${escaped(id)})`).join(" and ")}. ` +
      "The order of independent events, their times, and ids that correspond are no differences.</p>",
    ...diff.different.map((scenario, index) => scenarioSection(scenario, names, index === 0)),
    ...listOf("Only in one run", [
      ...diff.onlyHere.map((key) => `${key} (${names[0]})`),
      ...diff.onlyThere.map((key) => `${key} (${names[1]})`),
    ]),
    ...listOf("The same", diff.alike),
    ...listOf("What could not be read", diff.notices),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function headline({ same, different, alike }: RunDiff): string {
  if (same) return alike.length === 1 ? "The scenario is the same" : `All ${alike.length} scenarios are the same`;
  const both = different.length + alike.length;
  if (both === 1) return different.length === 1 ? "The scenario differs" : "The runs have other scenarios";
  return `${different.length} of ${both} scenarios differ`;
}

function scenarioSection(scenario: ScenarioDiff, names: Names, open: boolean): string {
  const { key, title, first, others, verdicts } = scenario;
  const [following, later] = [others.filter(({ follows }) => follows), others.filter(({ follows }) => !follows)];
  return [
    `<details class="scenario"${open ? " open" : ""}>`,
    `<summary><h2>${escaped(key)}</h2> <span>${escaped(title)}</span></summary>`,
    '<div class="sides">',
    ...verdicts.map((verdict, side) => verdictBox(verdict, names[side] ?? "")),
    "</div>",
    ...(first ? ["<h3>First divergence</h3>", departureBox(first, names)] : ["<p>Only the verdicts differ.</p>"]),
    ...foldedList("What follows from it", following, names),
    ...foldedList("Later, or of another cause", later, names),
    "</details>",
  ].join("\n");
}

function verdictBox({ mark, rule, system, virtualMs, events }: SideVerdict, name: string): string {
  const facts = [
    system,
    ...(virtualMs === undefined ? [] : [`${durationText(virtualMs)} virtual`]),
    `${events} events`,
  ];
  return [
    `<div class="side ${mark}"><b>${escaped(name)}</b> <span class="mark">${MARKS[mark]} ${mark}</span>`,
    `<div class="facts">${escaped(facts.join(" · "))}</div>${rule === undefined ? "" : `<p>${escaped(rule)}</p>`}</div>`,
  ].join("\n");
}

const MARKS = { passed: "✓", failed: "✗", unknown: "?" } as const;

function departureBox(departure: Departure, names: Names): string {
  const { here, there, part, path, values, ledTo } = departure;
  const where = part === undefined ? "" : `<p class="where">${escaped(`${part} ${path}`)}</p>`;
  return [
    '<div class="departure">',
    where,
    '<div class="sides">',
    sideBox(here, names[0], values?.[0]),
    sideBox(there, names[1], values?.[1]),
    "</div>",
    ...(ledTo > 0 ? [`<p class="where">It led to ${ledTo} more event${ledTo === 1 ? "" : "s"}.</p>`] : []),
    "</div>",
  ].join("\n");
}

function sideBox(event: ToldEvent | undefined, name: string, value: unknown): string {
  if (!event) return `<div class="side none"><b>${escaped(name)}</b><p>does not happen</p></div>`;
  const shown = value === undefined ? "" : `<pre>${escaped(typeof value === "string" ? value : json(value))}</pre>`;
  return (
    `<div class="side"><b>${escaped(name)}</b> <span class="place">event ${event.sequence}, ` +
    `${escaped(durationText(event.atMs))}</span><p>${escaped(event.text)}</p>${shown}</div>`
  );
}

function foldedList(title: string, departures: readonly Departure[], names: Names): string[] {
  if (departures.length === 0) return [];
  const groups = [...Map.groupBy(departures, ({ group }) => group)];
  return [
    `<details><summary>${escaped(title)} (${departures.length})</summary>`,
    ...groups.map(([group, members]) =>
      [
        `<details class="group"><summary>${escaped(group)} (${members.length})</summary>`,
        ...members.map((departure) => departureBox(departure, names)),
        "</details>",
      ].join("\n"),
    ),
    "</details>",
  ];
}

function listOf(title: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const items = texts.map((text) => `<li>${escaped(text)}</li>`).join("\n");
  return [`<details><summary>${escaped(title)} (${texts.length})</summary><ul>${items}</ul></details>`];
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? "nothing";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
