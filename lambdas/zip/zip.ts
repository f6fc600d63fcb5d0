import { encodeGoJsonPlain } from "../../system/go/json.ts";
import { failureText } from "../failure-text.ts";
import { bucketOf } from "../media/bucket.ts";
import { stepFunctionPayload } from "../media/job-asset.ts";
import { requireIds } from "../media/required-ids.ts";
import { readPayload } from "../payload.ts";
import type { LambdaDependencies, LambdaHandler, LambdaLogRecord } from "../ports.ts";
import { type ArchiveSizes, storeArchive } from "./archive.ts";
import { entryName, zipKey } from "./names.ts";

type Fields = LambdaLogRecord["fields"];

/**
 * The zip Lambda (docs/contract/pipeline.md 4.5): one archive of all assets. One unreadable object fails everything.
 */
export function createZip(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const input = readPayload(payload, stepFunctionPayload);
    const ids: Fields = [
      ["job_id", input.jobId],
      ["listing_identity_id", input.listingIdentityId],
    ];
    const count = input.assets?.length ?? 0;
    deps.log({ level: "INFO", message: "lambda.zip.start", fields: [...ids, ["assets_count", count]] });
    await logFailure(deps, "lambda.zip.invalid_payload", [["job_id", input.jobId]], async () => requireIds(input));
    const keys = (input.assets ?? []).map((asset) => asset.key).filter((key) => key !== "");
    if (keys.length === 0) {
      deps.log({ level: "WARN", message: "lambda.zip.no_assets", fields: ids });
      return writeAnswer(deps, "", 0, { zipBytes: 0, sourceBytes: 0 });
    }
    const key = zipKey(deps.system, input);
    const entries = keys.map((source) => ({ source, name: entryName(deps.system, source) }));
    const where: Fields = [
      ["bucket", bucketOf(deps)],
      ["destination", key],
    ];
    const sizes = await logFailure(deps, "lambda.zip.create_zip_error", where, () => storeArchive(deps, key, entries));
    deps.log({
      level: "INFO",
      message: "lambda.zip.completed",
      fields: [...ids, ["zip_key", key], ...sizeFields(deps, sizes)],
    });
    return writeAnswer(deps, key, keys.length, sizes);
  };
}

async function logFailure<T>(
  deps: LambdaDependencies,
  message: string,
  more: Fields,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    deps.log({ level: "ERROR", message, fields: [["error", failureText(error)], ...more] });
    throw error;
  }
}

function sizeFields(deps: LambdaDependencies, sizes: ArchiveSizes): Fields {
  if (!deps.system.features.zipSizes) return [];
  return [
    ["zip_size_bytes", sizes.zipBytes],
    ["unzipped_size_bytes", sizes.sourceBytes],
  ];
}

function writeAnswer(deps: LambdaDependencies, zipKey: string, assetsZipped: number, sizes: ArchiveSizes): string {
  const sized = deps.system.features.zipSizes
    ? { zipSizeBytes: sizes.zipBytes, unzippedSizeBytes: sizes.sourceBytes }
    : {};
  return encodeGoJsonPlain({ body: { zipKey, assetsZipped, zipBundles: zipKey === "" ? [] : [zipKey], ...sized } });
}
