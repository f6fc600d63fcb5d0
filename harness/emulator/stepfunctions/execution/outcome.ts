import type { Document } from "../json/document.ts";

/** What a state leaves behind. `next` is `undefined` at the end of its graph. */
export interface Outcome {
  readonly output: Document;
  readonly next: string | undefined;
}
