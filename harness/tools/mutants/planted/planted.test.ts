import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { PLANTED_BUGS } from "./index.ts";

test("every planted text occurs exactly once in its file, and its replacement is another", () => {
  const texts = new Map<string, string>();
  const wrong = PLANTED_BUGS.filter(({ file, text, replacement }) => {
    const content = texts.get(file) ?? readFileSync(join(PROJECT_ROOT, file), "utf8");
    texts.set(file, content);
    return content.split(text).length !== 2 || text === replacement;
  });
  expect(wrong.map(({ id, file }) => `${id}: ${file}`)).toEqual([]);
});

test("every bug has a name of its own, a rule with its page, and stories that exist", () => {
  expect(new Set(PLANTED_BUGS.map(({ id }) => id)).size).toBe(PLANTED_BUGS.length);
  for (const { id, citation, rule, stories } of PLANTED_BUGS) {
    const [page = ""] = citation.split(" ");
    expect([id, existsSync(join(PROJECT_ROOT, "docs", page))]).toEqual([id, true]);
    expect([id, rule.endsWith(".")]).toEqual([id, true]);
    const missing = stories.filter((story) => !existsSync(join(PROJECT_ROOT, "scenarios", `${story}.scenario.ts`)));
    expect([id, missing]).toEqual([id, []]);
  }
});

test("the bugs are spread over the system", () => {
  const count = (folder: string) => PLANTED_BUGS.filter(({ file }) => file.startsWith(folder)).length;
  for (const folder of ["server/auth", "server/api", "server/media", "server/workers", "server/database"]) {
    expect([folder, count(folder)]).toEqual([folder, expect.any(Number)]);
    expect(count(folder)).toBeGreaterThan(2);
  }
  for (const folder of ["lambdas", "lambdas/state-machines", "system"]) expect(count(folder)).toBeGreaterThan(3);
});
