import { execFile } from "node:child_process";
import { EnvironmentError } from "../environment-error.ts";

/** Real time after which a run counts as hanging: long enough for an hour of video on a slow machine. */
const LIMIT_MS = 30 * 60_000;

export interface FfmpegRun {
  /** 0 when ffmpeg says that all went well. */
  readonly exitCode: number;
  /** What it wrote to standard error: its report, or why it failed. */
  readonly report: string;
}

/**
 * Runs ffmpeg once, with no terminal and no questions. A failed run is a result.
 *
 * @throws EnvironmentError when the program cannot be started, does not end, or cannot make H.264.
 */
export function runFfmpeg(program: string, parameters: readonly string[]): Promise<FfmpegRun> {
  return new Promise((resolve, reject) => {
    const options = {
      encoding: "utf8",
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
      maxBuffer: 16 * 1024 * 1024,
    } as const;
    execFile(program, ["-nostdin", "-hide_banner", ...parameters], options, (error, _stdout, report) => {
      if (/Unknown encoder/.test(report)) reject(new EnvironmentError(`${program} is no use here: ${report.trim()}`));
      else if (!error) resolve({ exitCode: 0, report });
      else if (typeof error.code === "number") resolve({ exitCode: error.code, report });
      else reject(new EnvironmentError(`${program} cannot be run: ${error.killed ? "it did not end" : error.message}`));
    });
  });
}
