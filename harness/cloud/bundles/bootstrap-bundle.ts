import { createHash } from "node:crypto";
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { UsageError } from "../../support/usage-error.ts";
import { type PackagedFile, zipFiles } from "./zip-files.ts";

interface BootstrapBundle {
  readonly zip: Buffer;
  /** Base64, as Lambda answers it in `CodeSha256`. */
  readonly sha256: string;
  readonly handler: "bootstrap";
  readonly runtime: "provided.al2023";
}

/** Lambda's limit for an unzipped package: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 250 * 1_048_576;

/** The files of a user's own bootstrap as a zip for provided.al2023. Throws as `bootstrapFiles`. */
export async function bundleBootstrap(path: string): Promise<BootstrapBundle> {
  const zip = await zipFiles(bootstrapFiles(path));
  const sha256 = createHash("sha256").update(zip).digest("base64");
  return { zip, sha256, handler: "bootstrap", runtime: "provided.al2023" };
}

/**
 * What a user's own bootstrap consists of: an executable file, or a folder that has one named `bootstrap` at its top.
 * Throws a UsageError that says what is wrong with the path.
 */
export function bootstrapFiles(path: string): readonly PackagedFile[] {
  const isFolder = stat(path).isDirectory();
  const files = isFolder ? filesIn(path) : [fileAt(path, "bootstrap")];
  const bootstrap = files.find(({ name }) => name === "bootstrap");
  if (!bootstrap) throw new UsageError(`The folder ${path} holds no file named bootstrap, which Lambda would start.`);
  if (!bootstrap.executable) {
    const file = isFolder ? join(path, "bootstrap") : path;
    throw new UsageError(`${file} is not executable; say chmod +x ${file}.`);
  }
  if (bootstrap.content.length === 0) throw new UsageError(`The bootstrap of ${path} is empty.`);
  return files;
}

function filesIn(folder: string): readonly PackagedFile[] {
  const files: PackagedFile[] = [];
  let bytes = 0;
  for (const entry of attempt(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }))) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += stat(path).size;
    if (bytes > MOST_BYTES) throw new UsageError(`The folder ${folder} holds more than 250 MiB, which Lambda refuses.`);
    files.push(fileAt(path, relative(folder, path).split(sep).join("/")));
  }
  return files;
}

function fileAt(path: string, name: string): PackagedFile {
  const stats = stat(path);
  if (!stats.isFile()) throw new UsageError(`${path} is neither a file nor a folder of files; a ZIP cannot hold it.`);
  return { name, content: attempt(path, () => readFileSync(path)), executable: (stats.mode & 0o111) !== 0 };
}

function stat(path: string): Stats {
  return attempt(path, () => statSync(path));
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") throw new UsageError(`There is no file or folder ${path} to take as a bootstrap.`);
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
