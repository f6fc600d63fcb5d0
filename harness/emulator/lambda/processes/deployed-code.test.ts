import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { zipFiles } from "../../../cloud/bundles/zip-files.ts";
import { CodeStore } from "./deployed-code.ts";

function openStore(): CodeStore {
  const store = new CodeStore();
  onTestFinished(() => store.close());
  return store;
}

const oneFile = (name: string, executable = false) => zipFiles([{ name, content: Buffer.from("content"), executable }]);

/** The same ZIP with another name of the same length. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");
}

test("a package is unpacked with its folders and modes", async () => {
  const { folder, sizeBytes } = await openStore().deploy(await oneFile("lib/run", true));
  expect(readFileSync(join(folder, "lib/run"), "utf8")).toBe("content");
  expect(statSync(join(folder, "lib/run")).mode & 0o777).toBe(0o755);
  expect(sizeBytes).toBeGreaterThan(0);
});

test.each([
  ["xx/evil", "../evil"],
  ["xtmp/evil", "/tmp//evil"],
  ["ab/../../c", "ab/../../c"],
])("a name that would leave the folder is refused: %s as %s", async (from, to) => {
  const zip = renamed(await oneFile(from.slice(0, to.length).padEnd(to.length, "x")), from.padEnd(to.length, "x"), to);
  await expect(openStore().deploy(zip)).rejects.toThrow("Could not unzip uploaded file.");
});

test("a symbolic link is refused", async () => {
  const zip = await oneFile("link");
  // External attributes of the only entry: the mode's upper half becomes that of a link.
  zip.writeUInt32LE((0o120777 << 16) >>> 0, zip.indexOf("PK\u0001\u0002", 0, "latin1") + 38);
  await expect(openStore().deploy(zip)).rejects.toThrow("Could not unzip uploaded file.");
});

test.each([
  [Buffer.alloc(0), "Uploaded file must be a non-empty zip"],
  [Buffer.from("PK no zip"), "Could not unzip uploaded file."],
])("%o is no package", async (zip, message) => {
  await expect(openStore().deploy(zip)).rejects.toThrow(message);
});

test("the folder goes with the package, and with the store", async () => {
  const store = openStore();
  const [first, second] = [await store.deploy(await oneFile("a")), await store.deploy(await oneFile("b"))];
  first.remove();
  expect([existsSync(first.folder), existsSync(second.folder)]).toEqual([false, true]);
  store.close();
  expect(existsSync(second.folder)).toBe(false);
});
