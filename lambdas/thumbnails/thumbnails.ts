import { failureText } from "../failure-text.ts";
import { derivedKey } from "../media/derived-key.ts";
import { isVideo, type JobAsset, type StepFunctionPayload, stepFunctionPayload } from "../media/job-asset.ts";
import { putObject } from "../media/stored-object.ts";
import { readPayload } from "../payload.ts";
import type { LambdaDependencies, LambdaHandler } from "../ports.ts";
import { keyFailure, type PreparedPhoto, preparePhoto } from "./prepared-photo.ts";
import { ReadAhead } from "./read-ahead.ts";
import { type DerivativeError, type GeneratedAsset, writeReport } from "./report.ts";

/** Photos that are downloaded and resized at the same time: as many as the Lambda has cores at its memory size. */
const PHOTOS_IN_FLIGHT = 2;

/**
 * The thumbnails Lambda (docs/contract/pipeline.md 4.2): four JPEGs per photo. Errors of single photos are data; the
 * Lambda itself fails only on an unreadable payload. Log lines and uploads come strictly one photo after the other, as
 * in the real one; the download and the resizing of the next photo overlap with the uploads of the one before.
 */
export function createThumbnails(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const input = readPayload(payload, stepFunctionPayload);
    const assets = assetsToProcess(deps, input);
    deps.log({
      level: "INFO",
      message: "Thumbnails Lambda started",
      fields: [
        ["job_id", input.jobId],
        ["listing_identity_id", input.listingIdentityId],
        ["assets_to_process", input.assets?.length ?? 0],
      ],
    });
    const photos = assets.filter((asset) => !isSkipped(deps, asset));
    const ahead = new ReadAhead(photos, PHOTOS_IN_FLIGHT, (asset) => preparePhoto(deps, asset));
    const generated: GeneratedAsset[] = [];
    const errors: DerivativeError[] = [];
    for (const [index, asset] of assets.entries()) {
      inspect(deps, index, asset);
      if (isSkipped(deps, asset)) {
        skip(deps, asset);
        continue;
      }
      try {
        generated.push(...(await uploadVariants(deps, asset, await ahead.next())));
      } catch (error) {
        errors.push(fail(deps, asset, failureText(error)));
      }
    }
    deps.log({ level: "INFO", message: "Thumbnails Lambda finished", fields: [["generated_count", generated.length]] });
    return writeReport(deps.system, { generated, errors });
  };
}

function assetsToProcess(deps: LambdaDependencies, input: StepFunctionPayload): readonly JobAsset[] {
  if (deps.system.features.videoBranch && input.imageAssets?.length) return input.imageAssets;
  return input.assets ?? [];
}

/** At the incident's revision videos are taken for photos and fail (D26). */
function isSkipped(deps: LambdaDependencies, asset: JobAsset): boolean {
  return asset.error !== "" || (deps.system.features.videoBranch && isVideo(asset.type));
}

function inspect(deps: LambdaDependencies, index: number, asset: JobAsset): void {
  deps.log({
    level: "INFO",
    message: "Inspecting asset",
    fields: [
      ["index", index],
      ["key", asset.key],
      ["type", asset.type],
    ],
  });
}

function skip(deps: LambdaDependencies, { key, type, error }: JobAsset): void {
  deps.log(
    error !== ""
      ? {
          level: "WARN",
          message: "Skipping asset with previous error",
          fields: [
            ["key", key],
            ["error", error],
          ],
        }
      : {
          level: "INFO",
          message: "Skipping video asset for image thumbnails",
          fields: [
            ["key", key],
            ["type", type],
          ],
        },
  );
}

function fail(deps: LambdaDependencies, asset: JobAsset, errorMessage: string): DerivativeError {
  deps.log({
    level: "ERROR",
    message: "Failed to process asset",
    fields: [
      ["key", asset.key],
      ["error", errorMessage],
    ],
  });
  return { sourceKey: asset.key, errorCode: "THUMBNAIL_PROCESSING_FAILED", errorMessage };
}

/** Uploads smallest first. Throws at the first failure; what was uploaded before stays. */
async function uploadVariants(
  deps: LambdaDependencies,
  asset: JobAsset,
  photo: PreparedPhoto,
): Promise<readonly GeneratedAsset[]> {
  if ("failure" in photo) throw new Error(photo.failure);
  const generated: GeneratedAsset[] = [];
  for (const { size, jpeg } of photo.variants) {
    if (jpeg instanceof Error) throw new Error(`failed to encode resized image ${size}: ${jpeg.message}`);
    const key = derivedKey(asset.key, size);
    if (key === undefined) throw new Error(keyFailure(size));
    await putObject(deps, key, jpeg, "image/jpeg").catch((error: unknown) => {
      throw new Error(`failed to upload ${size}: ${failureText(error)}`);
    });
    generated.push({ key, type: asset.type, sourceKey: asset.key });
  }
  return generated;
}
