import { failureText } from "../failure-text.ts";
import { derivedKey, KEY_WITHOUT_RAW } from "../media/derived-key.ts";
import type { JobAsset } from "../media/job-asset.ts";
import { openObject, readAll } from "../media/stored-object.ts";
import { memoised } from "../memoised.ts";
import type { LambdaDependencies } from "../ports.ts";
import { makeVariants, type Variant } from "./make-variants.ts";
import { orientationOf } from "./orientation.ts";
import { PictureError } from "./raw-picture.ts";
import { checksKeysFirst } from "./report.ts";
import { SIZES } from "./sizes.ts";

/** A photo that was downloaded and resized but not uploaded yet, or why that failed. */
export type PreparedPhoto = { readonly variants: readonly Variant[] } | { readonly failure: string };

/**
 * What decoding and resizing cost in virtual time. Measured on the real Lambda in the recorded flows: a photo of 60 kB
 * (2 megapixels) takes 0.6 s; linear in the file's size above that.
 */
const COMPUTE_BASE_MS = 100;
const COMPUTE_MS_PER_MEBIBYTE = 250;

/** Never rejects: a failure is part of the result, so that a photo can be prepared ahead of its turn. */
export async function preparePhoto(deps: LambdaDependencies, asset: JobAsset): Promise<PreparedPhoto> {
  if (derivedKey(asset.key, SIZES[0].name) === undefined && checksKeysFirst(deps.system)) {
    return { failure: keyFailure(SIZES[0].name) };
  }
  try {
    const bytes = await download(deps, asset.key);
    const costMs = Math.round(COMPUTE_BASE_MS + (bytes.length / 1_048_576) * COMPUTE_MS_PER_MEBIBYTE);
    return { variants: await deps.compute(`resize ${asset.key}`, costMs, () => variantsOf(deps, bytes)) };
  } catch (error) {
    if (error instanceof PictureError) return { failure: `failed to decode image: ${error.message}` };
    return { failure: failureText(error) };
  }
}

function variantsOf(deps: LambdaDependencies, bytes: Buffer): Promise<readonly Variant[]> {
  const orientation = orientationOf(deps.system, bytes);
  return memoised(deps, `makeVariants, orientation ${orientation}`, bytes, () => makeVariants(bytes, orientation));
}

export function keyFailure(size: string): string {
  return `failed to generate key for ${size}: ${KEY_WITHOUT_RAW}`;
}

async function download(deps: LambdaDependencies, key: string): Promise<Buffer> {
  const body = await openObject(deps, key).catch((error: unknown) => {
    throw new Error(`failed to download image: ${failureText(error)}`);
  });
  return readAll(body).catch((error: unknown) => {
    throw new Error(`failed to read image: ${failureText(error)}`);
  });
}
