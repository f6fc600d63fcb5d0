import type { HttpResponse } from "../../network/http.ts";
import type { DecodedBody } from "./aws-chunked.ts";
import type { ObjectStore } from "./object-store.ts";
import type { S3Request } from "./request.ts";

/** One request on its way through an operation. The time was taken once, at the gateway. */
export interface S3Call {
  readonly request: S3Request;
  /** The body without frames, its declared hash checked. */
  readonly payload: DecodedBody;
  readonly store: ObjectStore;
  readonly nowMs: number;
  readonly region: string;
}

export interface S3Operation {
  /** IAM action, without `s3:`. */
  readonly action: string;
  /** IAM action when the request names a version. */
  readonly versionAction?: string;
  /** Query parameters and `x-amz-*` headers that it knows; any other is refused by name. */
  readonly parameters?: readonly string[];
  readonly headers?: readonly string[];
  /** Answers, or throws an AwsError of errors.ts. */
  perform(call: S3Call): HttpResponse;
}

/** `x-amz-*` headers of every write of an object; which of their values are emulated: object-headers.ts. */
export const WRITE_HEADERS = ["x-amz-acl", "x-amz-server-side-encryption", "x-amz-storage-class"] as const;
