import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheDirectory } from "../../../../support/cache-directory.ts";

const SOURCES = import.meta.dirname;
const run = promisify(execFile);

/**
 * The folder with the system's three programs, built once for each content and each Go, or why this machine cannot build
 * them. What does not compile rejects.
 */
export async function buildGoSystem(): Promise<{ readonly programs: string } | { readonly missing: string }> {
  const version = await run("go", ["version"]).catch(() => undefined);
  if (!version) return { missing: "go is not on PATH" };
  const parent = cacheDirectory(process.env, "programs");
  const programs = join(parent, `go-system-${hashOfSources(version.stdout)}`);
  if (existsSync(programs)) return { programs };
  try {
    await run("go", ["mod", "download"], { cwd: SOURCES });
  } catch {
    return { missing: "go cannot fetch the modules that go.mod names" };
  }
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, "go-system-"));
  try {
    // The checkout may be one whose history Go cannot read.
    await run("go", ["build", "-buildvcs=false", "-o", `${unfinished}/`, "./..."], { cwd: SOURCES });
    renameSync(unfinished, programs);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another run was faster.
    if (!existsSync(programs)) throw error;
  }
  return { programs };
}

function hashOfSources(version: string): string {
  const hash = createHash("sha256").update(version);
  for (const path of globSync(["**/*.go", "go.mod", "go.sum"], { cwd: SOURCES }).toSorted()) {
    hash.update(`${path}\0`).update(readFileSync(join(SOURCES, path)));
  }
  return hash.digest("hex").slice(0, 16);
}
