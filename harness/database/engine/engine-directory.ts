import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../../support/environment-error.ts";
import { SYSTEM_TEMPORARY_FOLDER } from "../../support/own-folder.ts";
import { currentProcess, type ProcessIdentity, UNKNOWN_START } from "../../support/process-identity.ts";

const PREFIX = "toq-db-";
/** One letter, because the paths of sockets may not be long. */
export const SOCKET_NAME = "s";
/** 20 MB for the server and 0.9 MB per world; containers give 64 MB of memory by default, which 60 worlds exhaust. */
const ROOM_BYTES = 300 << 20;
const SERVER_BYTES = 20 << 20;

/** Where a server's directory may be made on this machine. */
export interface Places {
  /** A file system in memory, on Linux. */
  readonly memory: string;
  readonly temporary: string;
  /** For a `TMPDIR` so long that no socket fits. */
  readonly short: string;
  readonly platform: NodeJS.Platform;
}

function placesHere(): Places {
  return { memory: "/dev/shm", temporary: SYSTEM_TEMPORARY_FOLDER, short: "/tmp", platform: process.platform };
}

export function engineParents({ memory, temporary, short }: Places = placesHere()): string[] {
  return [...new Set([memory, temporary, short])];
}

/** A private directory for one server, in memory when there is room. */
export function makeEngineDirectory(places: Places = placesHere()): string {
  const parent = parentFor(places);
  requireRoom(parent);
  const directory = makeOwnedDirectory(parent);
  mkdirSync(join(directory, "data"));
  return directory;
}

function parentFor({ memory, temporary, short, platform }: Places): string {
  if (hasRoom(memory)) return memory;
  const longest = longestSocketPath(platform);
  const parent = [temporary, short].find((each) => socketLength(each) <= longest && isWritable(each));
  if (parent !== undefined) return parent;
  throw new Error(
    `no directory for the server's socket: neither ${temporary} nor ${short} is writable and short enough ` +
      `(the path of a socket has ${longest} bytes at most here); set TMPDIR to one that is`,
  );
}

/** sun_path holds 108 bytes on Linux (unix(7)) and 104 on macOS and the BSDs (unix(4)), its end included. */
function longestSocketPath(platform: NodeJS.Platform): number {
  return platform === "linux" ? 107 : 103;
}

function socketLength(parent: string): number {
  const { pid, startTicks } = currentProcess();
  // mkdtemp adds six characters.
  return Buffer.byteLength(join(parent, `${PREFIX}${pid}-${startTicks}-XXXXXX`, SOCKET_NAME));
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
  return match ? { pid: Number(match[1]), startTicks: match[2] ?? UNKNOWN_START } : undefined;
}

function hasRoom(directory: string): boolean {
  return isWritable(directory) && freeBytes(directory) > ROOM_BYTES;
}

function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/**
 * Throws EnvironmentError when the disk of a server's directory has less room than a server alone needs. Then no other server
 * program starts either, so that there is no use in looking for one.
 */
function requireRoom(parent: string): void {
  const free = freeBytes(parent);
  if (free >= SERVER_BYTES) return;
  throw new NoRoomForEngine(
    `The disk of ${parent} is full: a database server needs ${SERVER_BYTES >> 20} MB there, and ${free >> 20} MB are free. ` +
      "Free some, or set TMPDIR to a folder with room.",
  );
}

export class NoRoomForEngine extends EnvironmentError {}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return statSync(directory).isDirectory();
  } catch {
    return false;
  }
}
