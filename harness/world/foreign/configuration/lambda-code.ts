import { closeSync, openSync, readSync } from "node:fs";
import { type Entry, openPromise } from "yauzl";
import { UsageError } from "../../../support/usage-error.ts";
import type { ForeignCode } from "../foreign-system.ts";
import { bootstrapAt } from "./bootstrap-at.ts";
import { fileAt, fileOrFolderAt } from "./checked-path.ts";

/** The first bytes of every ZIP. */
const ZIP = Buffer.from("PK");

/**
 * Code of a Lambda by a path alone: a deployment package, an executable, or a folder with a `bootstrap`.
 *
 * @throws UsageError when it is none of them.
 */
export async function codeAt(where: string, path: string): Promise<ForeignCode> {
  const isPackage = fileOrFolderAt(where, path) === "file" && (path.endsWith(".zip") || beginsAsZip(path));
  return isPackage ? packageAt(where, path) : bootstrapAt(where, path);
}

export async function packageAt(where: string, path: string): Promise<ForeignCode> {
  const entries = await entriesOf(fileAt(where, path)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${where}: ${path} is no ZIP that can be read (${reason}).`);
  });
  const bootstrap = entries.find(({ fileName }) => fileName === "bootstrap");
  if (bootstrap === undefined) {
    const deeper = entries.find(({ fileName }) => fileName.endsWith("/bootstrap"));
    const hint = deeper === undefined ? "" : ` (it holds ${deeper.fileName})`;
    throw new UsageError(`${where}: the ZIP ${path} holds no bootstrap at its top, which Lambda would start${hint}.`);
  }
  if (((bootstrap.externalFileAttributes >>> 16) & 0o111) === 0) {
    throw new UsageError(`${where}: bootstrap in the ZIP ${path} is not executable; say chmod +x before it is packed.`);
  }
  return { kind: "zip", path };
}

async function entriesOf(path: string): Promise<readonly Entry[]> {
  const archive = await openPromise(path);
  try {
    const entries: Entry[] = [];
    for await (const entry of archive.eachEntry()) entries.push(entry);
    return entries;
  } finally {
    archive.close();
  }
}

function beginsAsZip(path: string): boolean {
  const first = Buffer.alloc(ZIP.length);
  const file = openSync(path, "r");
  try {
    readSync(file, first);
  } finally {
    closeSync(file);
  }
  return first.equals(ZIP);
}
