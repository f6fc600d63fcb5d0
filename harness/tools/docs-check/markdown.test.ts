import { expect, test } from "vitest";
import { anchors, codeSpans, linkTargets, sectionNumbers } from "./markdown.ts";

test("numbers of headings, with and without a dot, but not of what is no heading", () => {
  const page = "# T\n\n## 1. One\n### 5.6 `POST /x`\n## 12 Twelve ##\n### D3 no\n7. a list\n```\n## 8. code\n```\n";
  expect([...sectionNumbers(page)]).toEqual(["1", "5.6", "12"]);
});

test("anchors as GitHub gives them", () => {
  const page = "# How it works\n## 5.6 `POST /a_b` – edit, twice!\n## Über [uns](x.md)\n## How it works\n";
  expect([...anchors(page)]).toEqual(["how-it-works", "56-post-a_b--edit-twice", "über-uns", "how-it-works-1"]);
});

test("targets of links, images and definitions, in their lines", () => {
  const page = '[a](x.md) ![b](y.png "title")\n`[c](z.md)`\n```\n[d](w.md)\n```\n[e]: v.md\n';
  expect(linkTargets(page)).toEqual([
    { line: 1, text: "x.md" },
    { line: 1, text: "y.png" },
    { line: 6, text: "v.md" },
  ]);
});

test("what stands in backticks", () => {
  expect(codeSpans("a `b/c.ts`\n```\n`no`\n```\n`d`")).toEqual([
    { line: 1, text: "b/c.ts" },
    { line: 5, text: "d" },
  ]);
});
