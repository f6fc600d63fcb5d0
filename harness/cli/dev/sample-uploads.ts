import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listing28Uploads } from "../../scenario/listing-28.ts";
import { uploadsRequest } from "../../scenario/people.ts";

/** Writes the photos of listing 28 as `0.jpg` to `3.jpg`, and `request.json`, which asks for their upload URLs. */
export async function writeSampleUploads(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const uploads = await listing28Uploads("small");
  for (const [index, { photo }] of uploads.entries()) writeFileSync(join(folder, `${index}.jpg`), photo.bytes);
  writeFileSync(join(folder, "request.json"), JSON.stringify(uploadsRequest(28, uploads)));
}
