import type { Content } from "../../network/content.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { AwsError } from "../gateway/aws-error.ts";
import type { Principal } from "../room.ts";
import type { DecodedBody } from "./aws-chunked.ts";
import type { Notice, ObjectEvent, Target } from "./bucket-settings.ts";
import type { ObjectStore } from "./object-store.ts";
import type { Owner, Owners } from "./owners.ts";
import type { S3Request } from "./request.ts";

/** One request on its way through an operation. The time was taken once, at the gateway. */
export interface S3Call {
  readonly request: S3Request;
  /** The body without frames, its declared hash checked. */
  readonly payload: DecodedBody;
  readonly store: ObjectStore;
  readonly nowMs: number;
  /** Of the bucket, or of the cloud where there is none. */
  readonly region: string;
  /** The region that the request is signed for. */
  signedRegion(): string;
  readonly principal: Principal;
  /** Whom the principal stands for. */
  readonly caller: Owner;
  readonly owners: Owners;
  /** Whether buckets take access lists that nobody has set the ownership of. */
  readonly aclsByDefault: boolean;
  /** ARN of the account's own key for S3. */
  readonly ownKey: string;
  readonly accountId: string;
  readonly http: HttpRequest;
  readonly requestId: string;
  readonly notices: Notice[];
  newId(): string;
  /** Puts bytes where bodies lie; kept once until the request has ended. */
  place(bytes: Buffer): Content;
  /** Who signs with this access key; without a secret where it cannot be verified. */
  credentialOf(
    accessKeyId: string,
  ): { readonly principal: Principal; readonly secretAccessKey: string | undefined } | undefined;
  /** The refusal of a delete of one of the objects that a request names, by key and perhaps version. */
  refusalOfDelete(key: string, versionId: string | undefined): AwsError | undefined;
  /** Whether a queue or a function exists that a bucket is to tell. */
  targetExists(target: Pick<Target, "kind" | "arn">): Promise<boolean>;
  /** Told of what happens to objects. */
  readonly events: ObjectEvent[];
}

export interface S3Operation {
  /** IAM action, without `s3:`. */
  readonly action: string;
  /** IAM action when the request names a version. */
  readonly versionAction?: string;
  /** Query parameters and `x-amz-*` headers that it knows; any other is refused by name. */
  readonly parameters?: readonly string[];
  readonly headers?: readonly string[];
  /** It asks itself who may; nothing is asked beforehand. */
  readonly withoutPermission?: true;
  /** Asks other services what it must know of them before it is performed. Throws as `perform` does. */
  readonly before?: (call: S3Call) => Promise<void>;
  /** Answers, or throws an AwsError of errors.ts. */
  perform(call: S3Call): HttpResponse;
}
