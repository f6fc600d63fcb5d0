/** The backend cannot do what a scenario needs; the scenario is skipped there, with this reason. */
export class NotOnThisBackend extends Error {
  override readonly name = "NotOnThisBackend";
}
