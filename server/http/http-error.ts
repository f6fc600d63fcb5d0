/**
 * An answer other than success. Anything else that is thrown is a panic: 500 without `details`
 * (contract/http-api.md 2).
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly details: unknown;
  /** What the access line shows when it is not the message that the client sees. */
  readonly internal: string;

  constructor(status: number, message: string, details: unknown = null, internal = message) {
    super(message);
    this.status = status;
    this.details = details;
    this.internal = internal;
  }
}
