import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { bundleBootstrap } from "./bootstrap-bundle.ts";
import { readZip } from "./test/read-zip.ts";

const folder = mkdtempSync(join(tmpdir(), "bootstrap-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string, mode: number): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

test("a single executable becomes bootstrap, whatever its name and time are", async () => {
  const file = write("single/my-lambda", "#!/bin/sh\n", 0o700);
  const bundle = await bundleBootstrap(file);
  expect(bundle).toMatchObject({ handler: "bootstrap", runtime: "provided.al2023" });
  expect(await readZip(bundle.zip)).toEqual([
    { name: "bootstrap", content: Buffer.from("#!/bin/sh\n"), mode: "100755", time: [33, 0] },
  ]);
  utimesSync(file, 1, 1);
  expect((await bundleBootstrap(file)).sha256).toBe(bundle.sha256);
});

test("a folder goes in whole, with the executable bits it has", async () => {
  write("whole/bootstrap", "b", 0o755);
  write("whole/lib/tool", "t", 0o711);
  write("whole/a.json", "{}", 0o600);
  symlinkSync("a.json", join(folder, "whole/link.json"));
  const files = await readZip((await bundleBootstrap(join(folder, "whole"))).zip);
  expect(files.map(({ name, mode, content }) => [name, mode, content.toString()])).toEqual([
    ["a.json", "100644", "{}"],
    ["bootstrap", "100755", "b"],
    ["lib/tool", "100755", "t"],
    ["link.json", "100644", "{}"],
  ]);
});

test.each([
  ["nothing/there", () => {}, "There is no file or folder PATH to take as a bootstrap."],
  [
    "other",
    () => write("other/main", "m", 0o755),
    "The folder PATH holds no file named bootstrap, which Lambda would start.",
  ],
  ["plain", () => write("plain", "p", 0o644), "PATH is not executable; say chmod +x PATH."],
  ["bits", () => write("bits/bootstrap", "p", 0o644), "PATH/bootstrap is not executable; say chmod +x PATH/bootstrap."],
  ["hollow", () => write("hollow", "", 0o755), "The bootstrap of PATH is empty."],
] as const)("%s is refused in one sentence", async (path, prepare, sentence) => {
  prepare();
  const full = join(folder, path);
  await expect(bundleBootstrap(full)).rejects.toThrow(new UsageError(sentence.replaceAll("PATH", full)));
});
