import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { EXIT } from "../../support/exit-status.ts";
import { codeWithTypes, startTypeCheck, typeLines, typeMemory } from "./type-check.ts";

test.each([
  ['export const count: number = "three";\n', [expect.stringMatching(/^one\.ts\(1,14\): error TS2322: /)]],
  ["export const count: number = 3;\n", []],
])("the compiler says what is wrong, and remembers: %s", async (source, errors) => {
  const { folder, environment } = project(source);
  for (const _time of ["first", "again"]) {
    using check = startTypeCheck(environment, folder);
    expect(await check.finished).toEqual({ errors });
    expect(check.found).toEqual({ errors });
  }
});

test("what it remembers may be broken, as by a run that was killed", async () => {
  const { folder, environment, memory } = project("export const count: number = 3;\n");
  {
    using first = startTypeCheck(environment, folder);
    await first.finished;
  }
  writeFileSync(memory, '{"version":"7.0.2","fileNam');
  using check = startTypeCheck(environment, folder);
  expect(await check.finished).toEqual({ errors: [] });
});

test("a check that is ended says that nothing can be said", async () => {
  const { folder, environment } = project("export {};\n");
  const check = startTypeCheck(environment, folder);
  check[Symbol.dispose]();
  expect(await check.finished).toMatchObject({ errors: [], failed: expect.any(String) });
});

test("a folder without a project is told", async () => {
  const { folder, environment } = project("export {};\n");
  rmSync(join(folder, "tsconfig.json"));
  rmSync(join(folder, "one.ts"));
  using check = startTypeCheck(environment, folder);
  expect(await check.finished).toMatchObject({ errors: [] });
  expect(check.found?.failed).toBeDefined();
});

test("the report is silent when all is well, and short when not", () => {
  expect(typeLines({ errors: [] })).toEqual([]);
  expect(typeLines(undefined)).toEqual([expect.stringContaining("had not finished")]);
  expect(typeLines({ errors: [], failed: "gone" })).toEqual(["Types: could not be checked: gone"]);
  const many = typeLines({ errors: Array.from({ length: 12 }, (_, index) => `a.ts(${index},1): error TS1: no`) });
  expect([many.length, many[0], many.at(-1)]).toEqual([12, "Types: 12 errors", "  … and 2 more (npx tsc)"]);
});

test("a run that waits is red for an error of types, and says when this machine cannot check", () => {
  const wrong = { errors: ["a.ts(1,1): error TS1: no"] };
  expect(codeWithTypes(EXIT.green, wrong)).toBe(EXIT.red);
  expect(codeWithTypes(EXIT.green, { errors: [] })).toBe(EXIT.green);
  expect(codeWithTypes(EXIT.green, { errors: [], failed: "gone" })).toBe(EXIT.environment);
  expect(codeWithTypes(EXIT.ourBug, wrong)).toBe(EXIT.ourBug);
});

function project(source: string) {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "tsconfig.json"), '{"compilerOptions":{"strict":true,"types":[]},"include":["*.ts"]}');
  writeFileSync(join(folder, "one.ts"), source);
  const environment = { ...process.env, XDG_CACHE_HOME: join(folder, "cache") };
  return { folder, environment, memory: typeMemory(environment, folder) };
}
