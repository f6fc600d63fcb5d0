import { statSync } from "node:fs";

/** Tells one ffmpeg from another without running it: what one has made is not taken for the work of another. */
export function programIdentity(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}
