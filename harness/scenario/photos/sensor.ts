import type { Scene } from "./scene.ts";

export interface Exposure {
  /** Pixels as stored in the file. */
  readonly width: number;
  readonly height: number;
  /** How the camera was held: EXIF orientation 1, 3, 6 or 8. */
  readonly orientation: 1 | 3 | 6 | 8;
  /** Largest deviation of a pixel's brightness; noise is what makes a photo's file big. */
  readonly noise: number;
  readonly seed: number;
}

/** The raw pixels that a camera stores of a scene: turned as the camera was held, with sensor noise. */
export function expose(scene: Scene, exposure: Exposure): Buffer {
  const { width, height, noise } = exposure;
  const pixels = Buffer.allocUnsafe(width * height * 3);
  // A linear congruential generator: 12 million draws must be fast, and need only look like noise.
  let state = exposure.seed | 0;
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const from = sceneOffset(scene, exposure, x, y);
      // Two draws summed fall off towards the extremes, as a sensor's noise does.
      const deviation = ((((state >>> 24) + ((state >>> 16) & 255) - 255) * noise) / 255) | 0;
      pixels[at++] = bounded((scene.pixels[from] ?? 0) + deviation);
      pixels[at++] = bounded((scene.pixels[from + 1] ?? 0) + deviation);
      pixels[at++] = bounded((scene.pixels[from + 2] ?? 0) + deviation);
    }
  }
  return pixels;
}

function sceneOffset(scene: Scene, { width, height, orientation }: Exposure, x: number, y: number): number {
  let across = x / width;
  let down = y / height;
  if (orientation === 3) [across, down] = [1 - across, 1 - down];
  else if (orientation === 6) [across, down] = [1 - down, across];
  else if (orientation === 8) [across, down] = [down, 1 - across];
  const column = Math.min(scene.width - 1, (across * scene.width) | 0);
  const row = Math.min(scene.height - 1, (down * scene.height) | 0);
  return (row * scene.width + column) * 3;
}

function bounded(value: number): number {
  return value < 0 ? 0 : Math.min(value, 255);
}
