import { closeSync, fsyncSync, openSync } from "node:fs";

/** A file's name is on the disk only when its folder is (fsync(2)); systems that know no such thing keep it by themselves. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
