import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheDirectory, requireCache } from "../../../support/cache-directory.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { reasonOf } from "../../../support/reason.ts";
import type { Finding, Surroundings } from "../finding.ts";

const MB = 1_000_000;
/** A database server with a schema per world, its logs, and the pictures and clips of a whole run. */
const ENOUGH_MB = 500;

interface Place {
  readonly name: string;
  readonly path: string;
}

/** Whether the folders that a run writes to can be written, and have room. */
export async function checkDisk({ environment }: Surroundings): Promise<Finding> {
  try {
    requireCache(environment);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { subject: "disk", state: "lacks", told: error.message };
  }
  const places: readonly Place[] = [
    { name: "cache", path: dirname(cacheDirectory(environment, "code")) },
    { name: "temporary files", path: environment.TMPDIR ?? tmpdir() },
    { name: "project", path: PROJECT_ROOT },
  ];
  const found = places.map((place) => ({ ...place, ...stateOf(place.path) }));
  const broken = found.find(({ problem }) => problem !== undefined);
  if (broken) {
    const told = `${broken.path} (${broken.name}) ${broken.problem}`;
    return { subject: "disk", state: "lacks", told, mend: mendOf(broken.name) };
  }
  const told = found.map(({ name, freeMb }) => `${Math.round(freeMb)} MB free for ${name}`).join(", ");
  return { subject: "disk", state: "ok", told };
}

function stateOf(path: string): { readonly freeMb: number; readonly problem?: string } {
  try {
    const { bavail, bsize } = statfsSync(path);
    const freeMb = (bavail * bsize) / MB;
    const probe = mkdtempSync(join(path, ".doctor-"));
    try {
      writeFileSync(join(probe, "probe"), "x");
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
    return freeMb < ENOUGH_MB ? { freeMb, problem: `has ${Math.round(freeMb)} MB left of ${ENOUGH_MB}` } : { freeMb };
  } catch (error) {
    return { freeMb: 0, problem: `cannot be written (${reasonOf(error)})` };
  }
}

function mendOf(name: string): string {
  if (name === "cache") return "make room, or export XDG_CACHE_HOME=DIR";
  return name === "temporary files" ? "make room, or export TMPDIR=DIR" : "make room; without it runs cannot be kept";
}
