/**
 * An answer other than success. Anything else that is thrown is a panic: 500 without `details`
 * (docs/contract/http-api.md 2).
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly details: unknown;
  /** What the access line shows when it is not the message that the client sees. */
  readonly internal: string;

  /** `cause`: what failed behind it, which no client sees. */
  constructor(
    status: number,
    message: string,
    details: unknown = null,
    behind: { readonly internal?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: behind.cause });
    this.status = status;
    this.details = details;
    this.internal = behind.internal ?? message;
  }
}
