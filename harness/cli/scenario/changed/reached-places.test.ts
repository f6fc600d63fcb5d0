import { readFileSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { Fingerprints, UnitsBySource } from "./fingerprints.ts";
import { ProjectState } from "./project-state.ts";
import { temporaryDirectory } from "./test/temporary-directory.ts";

const SOURCE = `
type Size = { readonly width: number };
class Box {
  static made = 0;
  #width = ((n: number): number => n)(1);
  constructor(size: Size) { Box.made++; this.#width = size.width; }
  get area(): number { return this.#width ** 2; }
  async *sides(): AsyncGenerator<number> { yield this.#width; }
  untouched(): void {}
}
const curried = (a: number) => (b: number) => (a + b);
const table = { twice(n: number): number { return n * 2; }, async never(): Promise<void> {} };
function unused(): number { return 0; }
export async function main<T extends Size>(size: T): Promise<number> {
  const box = new Box(size satisfies Size);
  for await (const side of box.sides()) if (side < 0) unused();
  return [1].map((n) => table.twice(n) + curried(n)(2))[0]! + box.area;
}
`;

test("what V8 saw run is what ran: methods, getters, generators, arrows in arrows, and nothing else", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "module.mts");
  writeFileSync(path, SOURCE);
  const session = new Session();
  session.connect();
  onTestFinished(() => session.disconnect());
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: false });
  // Node's own loader, which leaves every character in its place; Vitest's would transform the module.
  const module = createRequire(import.meta.url)(path) as { main(size: object): Promise<number> };
  await module.main({ width: 3 });
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  const script = result.find(({ url }) => url === pathToFileURL(path).href);
  const places = script?.functions.flatMap(({ ranges: [range] }) =>
    range && range.count > 0 ? [range.startOffset, range.endOffset] : [],
  );
  const read = (name: string): string => readFileSync(join(directory, name), "utf8");
  const reached = new ProjectState(read).reached({ "module.mts": places ?? [] })?.get("module.mts") ?? [];
  const functions = new Fingerprints(read, new UnitsBySource()).of("module.mts")?.functions ?? [];
  const missed = functions.filter(({ fingerprint }) => !reached.includes(fingerprint));
  expect(missed.map(({ start, end }) => SOURCE.slice(start, end))).toEqual([
    "(): void {}",
    "(): Promise<void> {}",
    "function unused(): number { return 0; }",
  ]);
});
