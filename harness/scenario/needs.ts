import type { Clock } from "../clock/clock.ts";
import type { BackendName } from "../cloud/backends/cloud.ts";
import type { FfmpegFound } from "../support/ffmpeg/find-ffmpeg.ts";

/**
 * What a story needs beside the world. `virtual-time`: something happens at one exact moment or takes minutes, although
 * the story itself lets no time pass; `invocations`: the story reads what single functions received and answered.
 */
export type Need = (typeof NEEDS)[number];
export const NEEDS = ["ffmpeg", "virtual-time", "invocations"] as const;

const NEEDS_VIRTUAL_TIME = "needs virtual time: the clock is real";

const NOT_ON_LOCALSTACK: Readonly<Record<Need, string>> = {
  ffmpeg: "LocalStack has no MediaConvert, and no ffmpeg beside its functions",
  "virtual-time": NEEDS_VIRTUAL_TIME,
  invocations: "looks at single invocations, which LocalStack does not show",
};

/**
 * Why a scenario with these needs cannot run here; undefined when it can. `provideFfmpeg` is called only when a need
 * requires it.
 */
export async function skipReason(
  needs: readonly Need[],
  { backend, clock }: { readonly backend: BackendName; readonly clock: Clock["kind"] },
  provideFfmpeg: () => Promise<FfmpegFound>,
): Promise<string | undefined> {
  const [first] = needs;
  if (backend === "localstack" && first !== undefined) return NOT_ON_LOCALSTACK[first];
  if (clock === "real" && needs.includes("virtual-time")) return NEEDS_VIRTUAL_TIME;
  if (!needs.includes("ffmpeg")) return undefined;
  const ffmpeg = await provideFfmpeg();
  return "missing" in ffmpeg ? ffmpeg.missing : undefined;
}
