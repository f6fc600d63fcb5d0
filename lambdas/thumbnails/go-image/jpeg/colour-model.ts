import type { Frame } from "./frame.ts";
import { unsupported } from "./jpeg-error.ts";

const APP0 = 0xe0;
const APP14 = 0xee;
const JFIF = "JFIF\0";
const ADOBE = "Adobe";
const ADOBE_BYTES = 12;
/** The transform that an Adobe segment names: none (RGB or CMYK), YCbCr, YCCK. */
export const NO_TRANSFORM = 0;
const YCBCR = 1;
const YCCK = 2;

/** What APP0 and APP14 say about colours; of several segments the last counts (Go 1.26 image/jpeg, run). */
export class ColourModel {
  #jfif = false;
  #adobe: number | undefined;

  addSegment(marker: number, content: Uint8Array): void {
    const text = Buffer.from(content.subarray(0, 5)).toString("latin1");
    if (marker === APP0 && content.length >= JFIF.length) this.#jfif = text === JFIF;
    if (marker === APP14 && content.length >= ADOBE_BYTES && text === ADOBE) this.#adobe = content[ADOBE_BYTES - 1];
  }

  /** How Go understands the components, as an Adobe segment would say it. */
  transformOf({ components }: Frame): number {
    if (components.length === 4) {
      if (this.#adobe === undefined) {
        throw unsupported("unknown color model: 4-component JPEG doesn't have Adobe APP14 metadata");
      }
      return this.#adobe === NO_TRANSFORM ? NO_TRANSFORM : YCCK;
    }
    const named = String.fromCharCode(...components.map(({ id }) => id)) === "RGB";
    return !this.#jfif && (this.#adobe === NO_TRANSFORM || named) ? NO_TRANSFORM : YCBCR;
  }
}
