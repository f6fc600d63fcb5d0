/**
 * This machine lacks something the harness needs, and the person at it can put that right. The message says what is
 * missing, why each way to it failed and what to type; the command line prints it without a stack and exits with 3.
 */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}
