import type sharp from "sharp";

export type SharpModule = typeof sharp;

/**
 * Imports sharp when the first photo comes (it takes 100 ms), with one thread per picture, because two pictures at a
 * time use the cores better, and without its cache, because no picture is read twice.
 */
export async function loadSharp(): Promise<SharpModule> {
  const { default: loaded } = await import("sharp");
  loaded.concurrency(1);
  loaded.cache(false);
  return loaded;
}
