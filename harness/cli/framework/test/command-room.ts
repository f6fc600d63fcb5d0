import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";

/** Where a test calls a command: a folder of its own, and what the command has printed so far. */
export interface CommandRoom {
  readonly folder: string;
  /** Standard output. */
  output: string;
  /** Standard error. */
  errors: string;
  /** Both, in the order of printing. */
  printed: string;
}

/** A new room for each test of the file; `name` begins the folder's name. */
export function commandRoom(name: string): CommandRoom {
  const room = { folder: "", output: "", errors: "", printed: "" };
  const keepIn = (stream: "output" | "errors") => (text: string | Uint8Array) => {
    room[stream] += String(text);
    room.printed += String(text);
    return true;
  };
  beforeEach(() => {
    Object.assign(room, { folder: mkdtempSync(join(tmpdir(), `${name}-`)), output: "", errors: "", printed: "" });
    vi.spyOn(process.stdout, "write").mockImplementation(keepIn("output"));
    vi.spyOn(process.stderr, "write").mockImplementation(keepIn("errors"));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(room.folder, { recursive: true, force: true });
  });
  return room;
}
