import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { SYSTEM_TEMPORARY_FOLDER } from "../../support/own-folder.ts";
import { currentProcess, type ProcessIdentity } from "../../support/process-identity.ts";

const MEMORY = "/dev/shm";
const PREFIX = "toq-db-";
/** 20 MB for the server and 0.9 MB per world; containers give 64 MB of memory by default, which 60 worlds exhaust. */
const ROOM_BYTES = 300 << 20;

export function engineParents(): string[] {
  return [...new Set([MEMORY, SYSTEM_TEMPORARY_FOLDER])];
}

/** A private directory for one server, in memory when there is room. */
export function makeEngineDirectory(): string {
  const directory = makeOwnedDirectory(hasRoom(MEMORY) ? MEMORY : SYSTEM_TEMPORARY_FOLDER);
  mkdirSync(join(directory, "data"));
  return directory;
}

/**
 * A private directory whose name says which process owns it, so that it can be removed after that process has ended.
 */
export function makeOwnedDirectory(parent: string): string {
  const { pid, startTicks } = currentProcess();
  const directory = mkdtempSync(join(parent, `${PREFIX}${pid}-${startTicks}-`));
  chmodSync(directory, 0o700);
  return directory;
}

export function ownerOf(name: string): ProcessIdentity | undefined {
  const match = /^toq-db-(\d+)-(\d+)-/.exec(name);
  return match ? { pid: Number(match[1]), startTicks: match[2] ?? "0" } : undefined;
}

function hasRoom(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
