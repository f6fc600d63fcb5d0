/** Decoded pixels, upright, three bytes (red, green, blue) each. */
export interface RawPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture that cannot be decoded or encoded; the message is what Go's image packages say. */
export class PictureError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PictureError";
  }
}
