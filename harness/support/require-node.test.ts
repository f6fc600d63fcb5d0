import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "./project-root.ts";

const PACKAGE = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};
const GUARD = join(import.meta.dirname, "require-node.mjs");

/** As an older Node would see itself. */
function underNode(version: string) {
  const older = `data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "${version}" } })`;
  return spawnSync(process.execPath, ["--import", older, "--import", GUARD, "--eval", "console.log('ran')"], {
    encoding: "utf8",
  });
}

test("an older Node ends with one sentence and status 3", () => {
  const { status, stdout, stderr } = underNode("20.19.5");
  expect(stderr).toMatch(
    /^This needs Node 24, and .* is Node 20\.19\.5\. The project brings its own: npm install .*\n$/,
  );
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
});

test("the Node that npm installs is new enough, and a newer one as well", () => {
  for (const version of [PACKAGE.dependencies.node ?? "", "25.0.0"]) expect(underNode(version).stdout).toBe("ran\n");
});

test("every script that starts Node itself looks first", () => {
  const own = Object.values(PACKAGE.scripts).filter((script) => /(?:^|exec )node /.test(script));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((script) => !script.includes("node --import ./harness/support/require-node.mjs "))).toEqual([]);
});
