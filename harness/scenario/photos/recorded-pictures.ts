import {
  type RecordedPicture,
  readBrokenPictures,
  readDamagedJpegs,
  readGoPictures,
} from "../../../lambdas/test/recorded-pictures.ts";

export type { RecordedPicture };

/** Nobody needs to transfer megabytes to see why they are refused. */
const LARGEST_BYTES = 10_000;
const OF_EACH_KIND = 2;

/** Small pictures of all formats that Go refuses, each broken in its own way: two for each base or format and sentence. */
export function refusedPictures(): readonly (RecordedPicture & { readonly error: string })[] {
  const kinds = new Map<string, number>();
  return [...readBrokenPictures(), ...readDamagedJpegs(), ...readGoPictures()].flatMap((picture) => {
    const { bytes, error, name } = picture;
    if (error === undefined || bytes.length >= LARGEST_BYTES) return [];
    const kind = `${/^[a-z]+[-a-z0-9]*/.exec(name)?.[0].split("-", 2).join("-")} ${error.replaceAll(/\d+/g, "N")}`;
    const before = kinds.get(kind) ?? 0;
    kinds.set(kind, before + 1);
    return before < OF_EACH_KIND ? [{ ...picture, error }] : [];
  });
}
