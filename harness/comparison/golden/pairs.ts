import { loadPhotos } from "../../scenario/photos/load-photos.ts";
import type { PhotoPair } from "./client.ts";
import type { ScriptedStep } from "./flows.ts";
import type { RecordedStep } from "./recorded-step.ts";
import type { Unification } from "./unification/unification.ts";

/** Our generated photos in the order of the recorded ones. */
export async function pairPhotos(script: readonly ScriptedStep[]): Promise<PhotoPair[]> {
  const recorded = script.flatMap((step) => step.recorded.puts ?? []);
  const photos = await loadPhotos({ size: "small" });
  return recorded.map(({ bytes, sha256 }, index) => {
    const ours = photos[index];
    if (!ours) throw new Error(`the recording has ${recorded.length} photos, we have ${photos.length}`);
    return { recorded: { bytes, sha256 }, ours };
  });
}

/** Declares which of our values correspond to those of the recorded photos. */
export function pairPhotoValues(unification: Unification, photos: readonly PhotoPair[]): void {
  for (const { recorded, ours } of photos) {
    unification.sameSize(recorded.bytes, ours.bytes.length);
    unification.sameSha256(recorded.sha256, ours.sha256);
  }
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  unification.sameSize(
    sum(photos.map(({ recorded }) => recorded.bytes)),
    sum(photos.map(({ ours }) => ours.bytes.length)),
  );
}

/** Our images and ZIPs have other sizes than the recorded ones: declared once by key, checked everywhere. */
export function pairObjectSizes(unification: Unification, recorded: RecordedStep, found: RecordedStep): void {
  for (const { key, size } of recorded.s3Objects ?? []) {
    const ours = found.s3Objects?.find((object) => object.key === key);
    if (ours) unification.sameSize(size, ours.size);
  }
}
