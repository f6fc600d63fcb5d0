import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { bootstrapFiles } from "../../cloud/bundles/bootstrap-bundle.ts";
import type { DeployedCode } from "../../emulator/lambda/processes/deployed-code.ts";
import type { WorldFunction } from "../../emulator/lambda/processes/deployed-function.ts";
import { PackageStore } from "../../emulator/lambda/processes/package-store.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignCode } from "./foreign-system.ts";

/** Code of a function as it lies on this machine, and how it is started unless its runtime says so. */
export interface FunctionPackage extends Pick<WorldFunction, "runtime"> {
  readonly code: DeployedCode;
}

/** Of this thread: a package is read again only when its file or folder has changed. */
const known = new Map<string, Promise<DeployedCode>>();

/**
 * Unpacks a function's code, once per content. `configPath` is the file that names it.
 *
 * @throws UsageError for what is no package.
 */
export async function functionPackage(code: ForeignCode, configPath: string): Promise<FunctionPackage> {
  if (code.kind === "command") {
    const [command = "", ...parameters] = code.command;
    const sha256 = createHash("sha256").update(JSON.stringify(code.command)).digest("base64");
    const folder = dirname(configPath);
    return { runtime: { command, parameters }, code: { folder, sizeBytes: 0, sha256, remove: () => {} } };
  }
  const key = `${code.kind} ${code.path} ${stampOf(code.path)}`;
  let reading = known.get(key);
  if (!reading) {
    reading = read(code.kind, code.path);
    known.set(key, reading);
  }
  return { code: await reading };
}

async function read(kind: "zip" | "bootstrap", path: string): Promise<DeployedCode> {
  const store = new PackageStore(process.env);
  if (kind === "bootstrap") return store.ofFiles(bootstrapFiles(path));
  try {
    return await store.ofZip(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be deployed as a package: ${reason}`);
  }
}

/** Changes with a file, and with any file of a folder. */
function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return "";
  if (!stats.isDirectory()) return `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
  const names = readdirSync(path).toSorted();
  return names.map((name) => `${name} ${stampOf(join(path, name))}`).join("; ");
}
