import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { builtPage } from "./build-page.ts";

const cache = mkdtempSync(join(tmpdir(), "report-page-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

test("the page without data is small", async () => {
  const { script, style } = await builtPage(cache);
  expect(Buffer.byteLength(script) + Buffer.byteLength(style)).toBeLessThan(300_000);
});

test("it is built once", async () => {
  await builtPage(cache);
  const [name = ""] = readdirSync(cache);
  writeFileSync(join(cache, name), JSON.stringify({ script: "cached", style: "" }));
  expect((await builtPage(cache)).script).toBe("cached");
  rmSync(join(cache, name));
});

test("nothing in the page's sources makes markup or code of text", () => {
  const folder = join(PROJECT_ROOT, "harness", "report", "page");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const forbidden =
    /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write|\beval\b|new Function|createContextualFragment|srcdoc|DOMParser/;
  expect(sources.length).toBeGreaterThan(30);
  expect(sources.filter((name) => forbidden.test(readFileSync(join(folder, name), "utf8")))).toEqual([]);
});
