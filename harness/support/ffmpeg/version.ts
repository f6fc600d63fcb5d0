import { execFileSync } from "node:child_process";

const known = new Map<string, string>();

/**
 * `7.1.5-0+deb13u1`, as ffmpeg's first line says it; `unknown` when it says nothing of the kind. Asked once per
 * process.
 */
export function ffmpegVersion(program: string): string {
  let version = known.get(program);
  if (version === undefined) {
    version = versionIn(execFileSync(program, ["-version"], { encoding: "utf8" }));
    known.set(program, version);
  }
  return version;
}

export function versionIn(text: string): string {
  return /^ffmpeg version (\S+)/.exec(text)?.[1] ?? "unknown";
}
