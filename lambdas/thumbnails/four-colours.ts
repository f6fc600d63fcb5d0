/**
 * Cyan, magenta, yellow and black to red, green and blue without a colour profile, as Go's image/color does; libvips
 * would use a print profile and give other colours.
 */
export function fourColoursToRgb(cmyk: Buffer): Buffer {
  const rgb = Buffer.alloc((cmyk.length / 4) * 3);
  for (let from = 0, to = 0; from < cmyk.length; from += 4, to += 3) {
    const white = 255 - (cmyk[from + 3] ?? 0);
    for (let channel = 0; channel < 3; channel++) {
      rgb[to + channel] = Math.round(((255 - (cmyk[from + channel] ?? 0)) * white) / 255);
    }
  }
  return rgb;
}
