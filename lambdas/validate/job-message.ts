import { failureText } from "../failure-text.ts";
import { rawIn, slice, struct, text, uint64 } from "../go-json/decode.ts";
import { unmarshal } from "../go-json/read.ts";
import { type JobAsset, jobAsset } from "../media/job-asset.ts";
import type { LambdaDependencies } from "../ports.ts";

/** The queue message that `uploads/process` sends (contract/pipeline.md 3). */
export interface JobMessage {
  readonly jobId: bigint;
  readonly listingIdentityId: bigint;
  readonly assets: JobAsset[] | null;
}

/** Reads a message's body; undefined, with an ERROR line, when it is not one. */
export function readJobMessage(deps: LambdaDependencies, body: string): JobMessage | undefined {
  const message = attempt(deps, "Failed to unmarshal SQS body structure", () =>
    unmarshal(body, struct("validate.SQSBody", { jobId: uint64, listingIdentityId: uint64, assets: rawIn(body) })),
  );
  if (!message) return undefined;
  const assets = attempt(deps, "Failed to parse assets as struct or string", () => readAssets(message.assets ?? ""));
  return assets === undefined ? undefined : { ...message, assets };
}

/** The list of asset objects, or the older plain list of keys. */
function readAssets(source: string): JobAsset[] | null {
  try {
    return unmarshal(source, slice(jobAsset));
  } catch {
    const keys = unmarshal(source, slice(text)) ?? [];
    // The failed first reading leaves one empty asset per element in front (CONTRADICTIONS A10).
    return [...keys.map(() => jobAsset.zero()), ...keys.map(assetOfKey)];
  }
}

function assetOfKey(key: string): JobAsset {
  return { ...jobAsset.zero(), key, type: key.includes("/video/") ? "VIDEO" : "PHOTO" };
}

function attempt<T>(deps: LambdaDependencies, complaint: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    deps.log({ level: "ERROR", message: complaint, fields: [["error", failureText(error)]] });
    return undefined;
  }
}
