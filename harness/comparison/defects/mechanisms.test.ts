import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { MECHANISMS } from "./mechanisms.ts";

test.each(Object.entries(MECHANISMS))(
  "%s: its scenario and its heading of the contract are there",
  (_id, mechanism) => {
    const { scenario, contract } = mechanism;
    expect(existsSync(join(PROJECT_ROOT, "scenarios", `${scenario}.scenario.ts`))).toBe(true);
    const [page, heading] = contract;
    const headings = readFileSync(join(PROJECT_ROOT, "docs", "contract", page), "utf8").split("\n");
    expect(headings.some((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"))).toBe(true);
  },
);
