/**
 * This machine lacks something that the harness needs and its user can provide. The message says what is missing, why
 * each way to it failed and what to type; the command line prints it without a stack and exits with 3.
 */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}
