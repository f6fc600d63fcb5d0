/**
 * An emulated service says no: its own code, HTTP status and words. Rooms throw it; the protocol at the edge turns it
 * into a response. Anything else that is thrown inside a room is our own bug and is not caught there.
 */
export class AwsError extends Error {
  /** The service's own spelling, without namespace: `QueueDoesNotExist`, `NoSuchKey`. */
  readonly code: string;
  readonly status: number;
  /** Further members of the error body: `reason` of a ValidationException, `BucketName` of NoSuchBucket. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Code of the older query protocol, where it differs: `AWS.SimpleQueueService.NonExistentQueue`. */
  readonly queryCode: string | undefined;
  /** Smithy namespace of the error's shape, where it is not the service's own. */
  readonly namespace: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; fields?: Record<string, unknown>; queryCode?: string; namespace?: string } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.fields = options.fields ?? {};
    this.queryCode = options.queryCode;
    this.namespace = options.namespace;
  }
}
