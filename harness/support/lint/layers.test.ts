import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "../project-root.ts";

/** The order of docs/architecture.md, from below. */
const HARNESS = [
  ...readFileSync(join(PROJECT_ROOT, "docs/architecture.md"), "utf8").matchAll(/^\| `harness\/(\w+)` \| ./gm),
].map(([, name = ""]) => name);

/** Of each folder of server/ those that it may import beside itself. */
const SERVER: Readonly<Record<string, readonly string[]>> = {
  logging: [],
  http: ["logging"],
  database: ["logging"],
  auth: ["logging", "http", "database"],
  media: ["logging", "http", "database"],
  workers: ["logging", "http", "database", "media"],
  api: ["logging", "http", "database", "auth", "media"],
  process: ["logging", "http", "auth"],
};

/** An import as a file may write it; all are looked at. */
const FORMS = [
  (path: string) => `import { x } from "${path}";\nexport const y = x;\n`,
  (path: string) => `import type { X } from "${path}";\nexport type Y = X;\n`,
  (path: string) => `export { x } from "${path}";\n`,
  (path: string) => `export const x = await import("${path}");\n`,
];

interface Planted {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "layers-"));
  for (const file of ["biome.json", ".gitignore", "harness/support/lint"]) {
    cpSync(join(PROJECT_ROOT, file), join(root, file), { recursive: true });
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Plants one import in a folder of its own depth, so that it is found however far up the path goes. */
function plant(base: string, from: string, to: string, form: number, deep: boolean): Planted {
  const folder = `${base}/${from}${deep ? "/deep/deeper" : ""}`;
  const file = `${folder}/planted-${to.replaceAll("/", "-")}-${form}.ts`;
  const up = "../".repeat(deep ? 3 : 1);
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), (FORMS[form] ?? String)(`${up}${to}/target.ts`));
  return { file, from, to };
}

/** What the linter says of each file that it refuses an import of. */
function refusals(): ReadonlyMap<string, string> {
  const biome = join(PROJECT_ROOT, "node_modules/.bin/biome");
  const options = ["lint", "--only=style/noRestrictedImports", "--max-diagnostics=none", "--reporter=json", "."];
  const { stdout } = spawnSync(biome, options, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const report = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly message: unknown; readonly location: { readonly path: unknown } }[];
  };
  return new Map(
    report.diagnostics.map(({ message, location: { path } }) => [
      typeof path === "string" ? path : ((path as { readonly file: string }).file ?? ""),
      typeof message === "string" ? message : JSON.stringify(message),
    ]),
  );
}

describe("harness/", () => {
  test("has at most twelve folders, no loose file, and a sentence for each in docs/architecture.md", () => {
    const entries = readdirSync(join(PROJECT_ROOT, "harness"), { withFileTypes: true });
    expect(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([]);
    expect(entries.map(({ name }) => name).sort()).toEqual([...HARNESS].sort());
    expect(HARNESS.length).toBeLessThanOrEqual(12);
  });

  test("imports only downwards, and whoever is refused reads where such a thing belongs", () => {
    const planted = HARNESS.flatMap((from, height) =>
      HARNESS.flatMap((to, other) =>
        from === to
          ? []
          : FORMS.map((_, form) => ({ ...plant("harness", from, to, form, form % 2 === 1), up: other > height })),
      ),
    );
    const refused = refusals();
    for (const { file, up, from } of planted) {
      expect(refused.has(file), `${file} is ${up ? "refused" : "allowed"}`).toBe(up);
      if (up) expect(refused.get(file)).toContain(`harness/${from} `);
    }
  });

  test("imports no story, and what plays any system does not import ours", () => {
    const stories = HARNESS.map((from) => plant("harness", from, "../scenarios", 0, false));
    const ours = ["support", "clock", "network", "emulator"].map((from) =>
      plant("harness", from, "../server", 0, false),
    );
    const refused = refusals();
    expect([...stories, ...ours].filter(({ file }) => !refused.has(file))).toEqual([]);
  });
});

test("server/ has the folders of this table, and imports only as it says", () => {
  const folders = readdirSync(join(PROJECT_ROOT, "server"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(
    folders
      .map(({ name }) => name)
      .filter((name) => name !== "configs" && name !== "test")
      .sort(),
  ).toEqual(Object.keys(SERVER).sort());
  const planted = Object.keys(SERVER).flatMap((from) =>
    Object.keys(SERVER)
      .filter((to) => to !== from)
      .map((to) => ({ ...plant("server", from, to, 1, true), allowed: SERVER[from]?.includes(to) })),
  );
  const refused = refusals();
  for (const { file, allowed } of planted) expect(refused.has(file), file).toBe(!allowed);
});

test("what is deployed imports no harness, server and lambdas not one another, and a story only by its entry point", () => {
  const planted = [
    plant("server", "media", "../harness", 0, false),
    plant("server", "media", "../lambdas", 0, false),
    plant("lambdas", "zip", "../harness", 0, false),
    plant("lambdas", "zip", "../server", 0, false),
    plant("system", "go", "../harness", 0, false),
    plant("system", "go", "../server", 0, false),
    plant("scenarios", "uploads", "../harness", 0, false),
    plant("scenarios", "uploads", "vitest", 0, false),
  ];
  const refused = refusals();
  expect(planted.filter(({ file }) => !refused.has(file))).toEqual([]);
});
