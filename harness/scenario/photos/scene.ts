/** What a camera sees, as it is displayed: three bytes a pixel. */
export interface Scene {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A house under a sky: without symmetry, so that a wrongly turned or mirrored photo can be detected. `variant` moves
 * and colours it.
 */
export function houseScene(width: number, height: number, variant: number): Scene {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels.set(colourAt(x / width, y / height, variant), (y * width + x) * 3);
    }
  }
  return { pixels, width, height };
}

type Colour = readonly [number, number, number];

function colourAt(x: number, y: number, variant: number): Colour {
  const left = 0.15 + 0.08 * variant;
  if (Math.hypot(x - 0.85, y - 0.15) < 0.07) return [250, 230, 120];
  if (y > 0.45 && y < 0.85 && x > left && x < left + 0.4) return wallAt((x - left) / 0.4, (y - 0.45) / 0.4, variant);
  const roof = (y - 0.25) / 0.2;
  if (roof > 0 && roof < 1 && Math.abs(x - left - 0.2) < 0.22 * roof) return [150, 60 + 20 * variant, 50];
  if (y > 0.8) return [70 + 60 * x, 120 - 40 * x, 50];
  return [90 + 100 * y, 140 + 80 * y, 220 - 30 * x];
}

function wallAt(x: number, y: number, variant: number): Colour {
  const window = x % 0.25 > 0.06 && x % 0.25 < 0.19 && y % 0.34 > 0.08 && y % 0.34 < 0.26;
  if (window) return [60, 80, 110];
  return [200 - 15 * variant, 190, 165 + 12 * variant];
}
