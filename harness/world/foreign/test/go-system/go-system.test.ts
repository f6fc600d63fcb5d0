import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../../../cli/scenario/test/run-command.ts";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import { missingRedis } from "../missing-redis.ts";
import { buildGoSystem } from "./build-go-system.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");

test("a system in Go passes its stories (skipped without go, its module proxy, or Redis)", async (ctx) => {
  const built = await buildGoSystem();
  if ("missing" in built) return ctx.skip(built.missing);
  const missing = await missingRedis();
  if (missing !== undefined) return ctx.skip(missing);
  const argv = ["--config", import.meta.dirname, "--system", "go", "go-system"];
  const { out, err, code } = await run(argv, { GO_SYSTEM: built.programs }, COMMAND);
  const marks = [...out.matchAll(/^(\S) (go-system\/\S+) /gm)].map(([, mark, id]) => `${mark} ${id}`);
  expect(marks.toSorted(), out + err).toEqual([
    "○ go-system/stuck",
    "○ go-system/token",
    "✓ go-system/flow",
    "✓ go-system/signed-out",
  ]);
  expect(out).toMatch(/^4 scenarios: 2 passed, 2 not applicable/m);
  expect(code).toBe(0);
});
