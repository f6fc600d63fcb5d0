/** A scenario asks for what its backend cannot give; it is skipped there, with this reason. */
export class NotOnThisBackend extends Error {
  override readonly name = "NotOnThisBackend";
}
