import { statSync } from "node:fs";

/** Identifies an ffmpeg without running it, so that cached results of one are not used for another. */
export function programIdentity(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}
