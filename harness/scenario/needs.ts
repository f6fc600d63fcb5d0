import type { BackendName } from "../backends/cloud.ts";
import { findFfmpeg } from "../ffmpeg/find-ffmpeg.ts";

/** What a story needs beside the world. */
export type Need = "ffmpeg";

/** Why a scenario with these needs cannot be told here; undefined when it can. */
export function lacking(
  needs: readonly Need[],
  backend: BackendName,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (!needs.includes("ffmpeg")) return undefined;
  if (backend === "localstack") return "LocalStack has no MediaConvert, and no ffmpeg beside its functions";
  const ffmpeg = findFfmpeg(environment);
  return "missing" in ffmpeg ? ffmpeg.missing : undefined;
}
