import { z } from "zod";
import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { latestFinalization } from "../../database/media-jobs.ts";

/** The ZIP of the newest finalization that succeeded. */
export interface ZipBundle {
  readonly key: string;
  readonly assetsCount: number;
  readonly zipSizeBytes: number;
  readonly unzippedSizeBytes: number;
  readonly completedAtMs: number | null;
}

const payloadSchema = z.object({
  zipBundles: z.array(z.string()).default([]),
  assetsZipped: z.number().default(0),
  zipSizeBytes: z.number().default(0),
  unzippedSizeBytes: z.number().default(0),
});

/** Undefined when no finalization has succeeded, or the newest has no bundle in its payload. */
export async function findZipBundle(db: Statements, listingIdentityId: GoInteger): Promise<ZipBundle | undefined> {
  const job = await latestFinalization(db, listingIdentityId);
  const payload = payloadSchema.safeParse(job?.payload);
  const [key] = payload.data?.zipBundles ?? [];
  if (!job || !payload.success || key === undefined) return undefined;
  return {
    key,
    assetsCount: payload.data.assetsZipped,
    zipSizeBytes: payload.data.zipSizeBytes,
    unzippedSizeBytes: payload.data.unzippedSizeBytes,
    completedAtMs: job.completedAtMs,
  };
}
