import { PictureError } from "../raw-picture.ts";

/** Go's io.EOF: nothing was left where something should have begun. */
export const EOF = "EOF";

/** Go's io.ErrUnexpectedEOF: something began and did not end. */
export const UNEXPECTED_EOF = "unexpected EOF";

/** Does `read`; an EOF in it counts as unexpected, as most of Go's decoders have it. */
export function withoutEof<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PictureError && error.message === EOF) throw new PictureError(UNEXPECTED_EOF);
    throw error;
  }
}
