import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";

test("the sample run in the README has as many scenarios as there are", () => {
  const paths = readdirSync(join(PROJECT_ROOT, "scenarios"), { recursive: true, encoding: "utf8" });
  const count = paths.filter((path) => path.endsWith(".scenario.ts")).length;
  const readme = readFileSync(join(PROJECT_ROOT, "README.md"), "utf8");

  expect(readme.match(/\b\d+ scenarios: \d+ passed\b/g)).toEqual([`${count} scenarios: ${count} passed`]);
});
