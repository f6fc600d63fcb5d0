import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFECTS } from "../../../system/defects.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { brokenCodePaths, brokenLinks, brokenPlaces, mentions, type ProjectPaths } from "./broken-paths.ts";
import { brokenCitations, citationsIn } from "./citations.ts";
import { readProjectTexts } from "./project-texts.ts";

// In pieces, because this file is searched too.
const DOCS = "docs";
const API = `${DOCS}/contract/http-api.md`;
const NOWHERE = `${DOCS}/contract/nowhere.md`;
const PAGE = `${DOCS}/contract/a.md`;
const OUTER_PAGE = `${DOCS}/a.md`;
const NOT_OURS = ["CONTRA" + "DICTIONS", "." + "./shared"];

const PAGES = new Map([
  [API, "# API\n\n## 1. Headers\n\n### 5.6 `POST /x` – edit\n\n**How texts are\ncompared.** By `MySQL`.\n"],
  ["README.md", "# Read me\n"],
]);
const few: ProjectPaths = { exists: (path) => PAGES.has(path), pageText: (path) => PAGES.get(path) };
const broken = (text: string, path = "server/x.ts") => brokenCitations({ path, text }, few.pageText);

describe("citations", () => {
  test("are found with their sections and words, across the lines of a comment", () => {
    expect(citationsIn(`/** (${API} 5.6/5.7, 1). */`)).toEqual([{ line: 1, page: API, sections: ["5.6", "5.7", "1"] }]);
    expect(citationsIn(`\n * see ${API}\n   * 1.3).`)).toEqual([{ line: 2, page: API, sections: ["1.3"] }]);
    expect(citationsIn(`// ${API}, section 4 and\n// more`)).toEqual([{ line: 1, page: API, sections: ["4"] }]);
    expect(citationsIn(` * ${API} 2,\n * "Summary\n * rule"`)).toEqual([
      { line: 1, page: API, sections: ["2"], quoted: "Summary rule" },
    ]);
    expect(citationsIn(`${API}, head; ${API} 6, step 6; ${API} 3rd`).map(({ sections }) => sections)).toEqual([
      [],
      ["6"],
      [],
    ]);
  });

  test("a page that does not exist", () => {
    expect(broken(`const a = 1;\n/** (${NOWHERE}) */`)).toEqual([`server/x.ts:2: ${NOWHERE} does not exist`]);
  });

  test("a section that does not exist, alone or in a list", () => {
    expect(broken(`// ${API} 5.6, 1`)).toEqual([]);
    expect(broken(`// ${API} 5.9`)).toEqual([`server/x.ts:1: ${API} has no 5.9`]);
    expect(broken(`// ${API} 5.6/5.7`)).toEqual([`server/x.ts:1: ${API} has no 5.7`]);
    expect(broken(`// ${API}, section 9`)).toEqual([`server/x.ts:1: ${API} has no 9`]);
  });

  test("words that the page does not say", () => {
    expect(broken(`// ${API} 5.6, "how texts are compared"`)).toEqual([]);
    expect(broken(`// ${API}: "by chance"`)).toEqual([`server/x.ts:1: ${API} does not say "by chance"`]);
  });

  test("a number in the next paragraph is no section", () => {
    expect(broken(`See ${API}\n\n9 things`)).toEqual([]);
  });

  test("pages name their neighbours and pages of the root", () => {
    expect(broken("See [http-api.md](contract/http-api.md) 7.", OUTER_PAGE)).toEqual([
      `${OUTER_PAGE}:1: contract/http-api.md has no 7`,
    ]);
    expect(broken("See http-api.md 5.6 and README.md.", PAGE)).toEqual([]);
    expect(broken("See http-api.md 7.", PAGE)).toEqual([`${PAGE}:1: http-api.md has no 7`]);
    expect(broken("See http-api.md 7.", OUTER_PAGE)).toEqual([`${OUTER_PAGE}:1: http-api.md does not exist`]);
  });
});

describe("links", () => {
  const links = (text: string) => brokenLinks({ path: OUTER_PAGE, text }, few);

  test("to files and headings that exist, and to elsewhere", () => {
    expect(links("[a](contract/http-api.md#56-post-x--edit) [b](../README.md) [c](https://x.example/y)")).toEqual([]);
  });

  test("to nothing", () => {
    expect(links("\n[a](contract/none.md)")).toEqual([`${OUTER_PAGE}:2: the link contract/none.md points to nothing`]);
    expect(links("[a]: none.md")).toEqual([`${OUTER_PAGE}:1: the link none.md points to nothing`]);
  });

  test("to no heading", () => {
    expect(links("[a](../README.md#read-you)")).toEqual([
      `${OUTER_PAGE}:1: the link ../README.md#read-you points to no heading`,
    ]);
  });

  test("code is no link", () => {
    expect(links("`[a](b.md)`\n\n```\n[a](b.md)\n```\n")).toEqual([]);
  });
});

describe("paths", () => {
  test("in backticks, from a folder of the root", () => {
    const page = { path: OUTER_PAGE, text: "`server/a.ts`, `server/gone.ts`, `server/**`, `uploads/x`, `server`" };
    const exists = (path: string) => path === "server/a.ts";
    expect(brokenCodePaths(page, new Set(["server"]), exists)).toEqual([
      `${OUTER_PAGE}:1: server/gone.ts does not exist`,
    ]);
  });

  test("of defects", () => {
    const exists = (path: string) => path === "server/a.ts";
    expect(brokenPlaces({ D1: { where: "server/a.ts" }, D2: { where: "server/a.ts, b.ts" } }, exists)).toEqual([
      "D2: b.ts does not exist",
    ]);
  });

  test("and words of what is not part of the project", () => {
    expect(mentions({ path: "a.ts", text: `\n// ${NOT_OURS[0]} A8` }, NOT_OURS)).toEqual([
      `a.ts:2: names ${NOT_OURS[0]}, which is not part of the project`,
    ]);
  });
});

describe("this project", () => {
  const files = readProjectTexts(PROJECT_ROOT);
  const pages = files.filter(({ path }) => path.endsWith(".md"));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const exists = (path: string) => existsSync(join(PROJECT_ROOT, path));
  const pageText = (path: string) => texts.get(path);

  test("no citation leads nowhere", () => {
    expect(files.flatMap((file) => citationsIn(file.text)).length).toBeGreaterThan(100);
    expect(files.flatMap((file) => brokenCitations(file, pageText))).toEqual([]);
  });

  test("no link points to nothing", () => {
    expect(pages.flatMap((page) => brokenLinks(page, { exists, pageText }))).toEqual([]);
  });

  test("every path in backticks exists", () => {
    const rootFolders = new Set(
      files.filter(({ path }) => path.includes("/")).map(({ path }) => path.split("/")[0] ?? ""),
    );
    expect(pages.flatMap((page) => brokenCodePaths(page, rootFolders, exists))).toEqual([]);
  });

  test("every defect names the file that holds it", () => {
    expect(brokenPlaces(DEFECTS, exists)).toEqual([]);
  });

  test("nothing outside the project is named, but by CI, which plays what lies beside the checkout", () => {
    const ours = files.filter(({ path }) => !path.startsWith(".ci/"));
    expect(ours.flatMap((file) => mentions(file, NOT_OURS))).toEqual([]);
  });
});
