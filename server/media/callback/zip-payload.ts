import { type GoInteger, type GoType, goInt, goInt64, goSlice, goString } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";

/** What a finalization reports about its ZIP. */
export interface ZipFields {
  readonly zipBundles: readonly string[];
  readonly assetsZipped: GoInteger;
  readonly zipSizeBytes: GoInteger;
  readonly unzippedSizeBytes: GoInteger;
}

interface ZipFieldTypes {
  readonly zipBundles?: GoType<readonly string[] | null>;
  readonly assetsZipped?: GoType<GoInteger>;
  readonly zipSizeBytes?: GoType<GoInteger>;
  readonly unzippedSizeBytes?: GoType<GoInteger>;
}

/**
 * D8: the callback's type has no fields for the ZIP, so its key and sizes are lost and the job's payload stays NULL; a
 * wrong type in them is not noticed either.
 */
export function zipFieldTypes(system: System): ZipFieldTypes {
  if (system.has("D8")) return {};
  return {
    zipBundles: goSlice(goString),
    assetsZipped: goInt,
    zipSizeBytes: goInt64,
    unzippedSizeBytes: goInt64,
  };
}

export function zipFieldsOf(body: { readonly [K in keyof ZipFields]?: ZipFields[K] | null }): ZipFields {
  return {
    zipBundles: body.zipBundles ?? [],
    assetsZipped: body.assetsZipped ?? 0,
    zipSizeBytes: body.zipSizeBytes ?? 0,
    unzippedSizeBytes: body.unzippedSizeBytes ?? 0,
  };
}

/** Payload of a finished job: all keys of one output, the ZIP's where there are any; null when everything is empty. */
export function zipPayload(zip: ZipFields): Readonly<Record<string, unknown>> | null {
  const fields = Object.entries({
    zipBundles: zip.zipBundles.length > 0 ? zip.zipBundles : undefined,
    assetsZipped: zip.assetsZipped === 0 ? undefined : Number(zip.assetsZipped),
    zipSizeBytes: zip.zipSizeBytes === 0 ? undefined : Number(zip.zipSizeBytes),
    unzippedSizeBytes: zip.unzippedSizeBytes === 0 ? undefined : Number(zip.unzippedSizeBytes),
  }).filter(([, value]) => value !== undefined);
  if (fields.length === 0) return null;
  const output = { rawKey: "", processedKey: "", thumbnailKey: "", outputs: null, errorCode: "", errorMessage: "" };
  return { ...output, ...Object.fromEntries(fields) };
}
