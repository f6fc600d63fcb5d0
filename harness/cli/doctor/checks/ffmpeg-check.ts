import { findFfmpeg } from "../../../support/ffmpeg/find-ffmpeg.ts";
import { ffmpegVersion } from "../../../support/ffmpeg/version.ts";
import { reasonOf } from "../../../support/reason.ts";
import type { Finding, Surroundings } from "../finding.ts";

export async function checkFfmpeg({ environment }: Surroundings): Promise<Finding> {
  const found = findFfmpeg(environment);
  if ("path" in found) {
    try {
      return { subject: "ffmpeg", state: "ok", told: `${ffmpegVersion(found.path)} at ${found.path}` };
    } catch (error) {
      const told = `${found.path} does not run (${reasonOf(error)}), and stories with videos need it`;
      return { subject: "ffmpeg", state: "lacks", told, mend: "export FFMPEG_PATH=another one, or remove that one" };
    }
  }
  const state = environment.FFMPEG_PATH ? "lacks" : "without";
  const told =
    state === "lacks" ? found.missing : "none yet; stories with videos fetch one (23 MB, once), or are skipped";
  return { subject: "ffmpeg", state, told, ...(state === "lacks" && { mend: "unset FFMPEG_PATH, or name a program" }) };
}
