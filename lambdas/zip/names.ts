import type { System } from "../../system/revisions.ts";
import { withoutDateSegments } from "../media/derived-key.ts";
import type { StepFunctionPayload } from "../media/job-asset.ts";

/** Where the ZIP of a job lies: one per job, or one per listing that is overwritten (docs/contract/pipeline.md 1.4). */
export function zipKey(system: System, input: StepFunctionPayload): string {
  const file = system.features.zipKey === "per-job" ? `${input.jobId}.zip` : "listing-media.zip";
  return `${input.listingIdentityId}/processed/zip/${file}`;
}

/** The name under which an object lies in the ZIP. */
export function entryName(system: System, key: string): string {
  return system.features.zipSources === "processed" ? processedEntryName(key) : rawEntryName(key);
}

function processedEntryName(key: string): string {
  const marker = "processed/";
  const at = key.indexOf(marker);
  return withoutDateSegments(at < 0 ? key : key.slice(at + marker.length));
}

function rawEntryName(key: string): string {
  const relative = key.slice(key.indexOf("/") + 1);
  const name = withoutDateSegments(withoutPrefix(withoutPrefix(relative, "processed/"), "raw/"));
  return name || key;
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}
