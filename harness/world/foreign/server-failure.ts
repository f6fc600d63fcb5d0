/** The server did not start, or has ended by itself: nothing that happens afterwards says anything about the story. */
export class ForeignServerFailed extends Error {
  override readonly name: string = "ForeignServerFailed";
}

/** It did not come up at all, so nothing of the story has been told. */
export class ForeignServerNotReady extends ForeignServerFailed {
  override readonly name: string = "ForeignServerNotReady";
}
