import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { smallPackage } from "../test/small-package.ts";
import { PackageStore } from "./package-store.ts";

function newStore() {
  const home = mkdtempSync(join(tmpdir(), "package-store-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const stored = () => readdirSync(join(home, "toq-media-harness", "packages"));
  return { store: new PackageStore({ XDG_CACHE_HOME: home }), home, stored };
}

const FILES = [
  { name: "bootstrap", content: Buffer.from("#!/bin/sh\n"), executable: true },
  { name: "lib/data.json", content: Buffer.from("{}"), executable: false },
];

test("the same files are stored once, whoever asks, and are as executable as they were", async () => {
  const { store, home, stored } = newStore();
  const other = new PackageStore({ XDG_CACHE_HOME: home });
  const [first, second] = await Promise.all([store.ofFiles(FILES), other.ofFiles(FILES.toReversed())]);
  expect(second).toMatchObject({ folder: first.folder, sha256: first.sha256, sizeBytes: 12 });
  expect(stored()).toHaveLength(1);
  expect(statSync(join(first.folder, "bootstrap")).mode & 0o111).toBe(0o111);
  expect(statSync(join(first.folder, "lib/data.json")).mode & 0o111).toBe(0);
  expect(readFileSync(join(first.folder, "lib/data.json"), "utf8")).toBe("{}");
});

test.each([
  ["its content", [{ name: "bootstrap", content: Buffer.from("#!/bin/bash\n"), executable: true }]],
  ["its name", [{ name: "bootstrap2", content: Buffer.from("#!/bin/sh\n"), executable: true }]],
  ["its mode", [{ name: "bootstrap", content: Buffer.from("#!/bin/sh\n"), executable: false }]],
])("a file that differs in %s is another package", async (_what, files) => {
  const { store, stored } = newStore();
  await store.ofFiles(FILES.slice(0, 1));
  await store.ofFiles(files);
  expect(stored()).toHaveLength(2);
});

test("a ZIP is unpacked once, and belongs to no function", async () => {
  const { store } = newStore();
  const zip = await smallPackage({ bootstrap: "#!/bin/sh\n" });
  const [first, second] = [await store.ofZip(zip), await store.ofZip(zip)];
  expect(second.folder).toBe(first.folder);
  first.remove();
  expect(readFileSync(join(second.folder, "bootstrap"), "utf8")).toBe("#!/bin/sh\n");
});

test("what is no ZIP leaves nothing behind", async () => {
  const { store, stored } = newStore();
  await expect(store.ofZip(Buffer.from("no zip"))).rejects.toThrow("Could not unzip uploaded file");
  expect(stored()).toEqual([]);
});

test("a package that nobody has used for a week goes when another one comes", async () => {
  const { store, stored } = newStore();
  const old = await store.ofFiles(FILES);
  utimesSync(old.folder, 0, 0);
  const used = await store.ofFiles(FILES.slice(0, 1));
  expect(stored()).toEqual([used.folder.split("/").at(-1)]);
});
