import type { BodyShelf } from "../../network/body-shelf.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { IdentifiedOperation, Room, RoomCall, RoomDependencies } from "../room.ts";
import { detectOperation } from "./detect.ts";
import { denialError, errorResponse, hostId } from "./error-response.ts";
import { methodNotAllowed, notImplemented } from "./errors.ts";
import { ObjectStore } from "./object-store.ts";
import type { S3OperationName } from "./operation-names.ts";
import { readCopySource } from "./operations/copy-object.ts";
import { OPERATIONS } from "./operations/index.ts";
import { receivePayload } from "./payload.ts";
import { readS3Request, type S3Request } from "./request.ts";
import { screenRequest } from "./screening.ts";

/** One object as tests and assertions see it. */
export interface ObjectSummary {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
}

/** The S3 room: the wire through `Room`, and a direct way in for fixtures and assertions. */
export interface S3 extends Room {
  /** Creates a bucket without a request. `versioned` as PutBucketVersioning would. */
  createBucket(name: string, options?: { versioned?: boolean }): void;
  /** Current objects in S3's order; empty for a bucket that does not exist. */
  objects(bucket: string): ObjectSummary[];
  /** Bytes of the current object. */
  read(bucket: string, key: string): Buffer | undefined;
}

/** `shelf`: where large bodies lie; without one all are in memory. */
export function createS3({ clock, random, accountId, region }: RoomDependencies, shelf?: BodyShelf): S3 {
  const store = new ObjectStore(random);

  function identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
    return answering(http.method, undefined, () => {
      const request = readS3Request(http);
      const detected = detectOperation(request);
      if (!detected) throw methodNotAllowed(request.method, request.key === "" ? "BUCKET" : "OBJECT");
      if (!detected.emulated) throw notImplemented(detected.name);
      return identified(detected.name, request);
    });
  }

  async function handle(call: RoomCall): Promise<HttpResponse> {
    const { http, requestId } = call;
    const response = answering(http.method, requestId, () => {
      const request = readS3Request(http);
      const operation = OPERATIONS[call.operation.name as S3OperationName];
      screenRequest(request, operation, accountId);
      const payload = receivePayload(request, shelf);
      try {
        return operation.perform({ request, payload, store, nowMs: call.receivedAt, region });
      } finally {
        payload.body.release();
      }
    });
    return { ...response, headers: { "x-amz-id-2": hostId(requestId), server: "AmazonS3", ...response.headers } };
  }

  return {
    service: "s3",
    identify,
    handle,
    deny: (denial, http, requestId) =>
      errorResponse(denialError(denial, http.headers.authorization === undefined), http.method, requestId),
    createBucket: (name, options) =>
      void store.createBucket(name, clock.now(), options?.versioned ? "Enabled" : undefined),
    objects: (bucket) =>
      (store.findBucket(bucket)?.list() ?? []).map(({ key, body, etag, contentType }) => ({
        key,
        size: body.length,
        etag,
        contentType,
      })),
    read: (bucket, key) => store.findBucket(bucket)?.current(key)?.body.bytes(),
  };
}

/** The one place where a refusal of ours becomes an answer. */
function answering<T>(method: string, requestId: string | undefined, activity: () => T): T | HttpResponse {
  try {
    return activity();
  } catch (error) {
    if (error instanceof AwsError) return errorResponse(error, method, requestId);
    throw error;
  }
}

function identified(name: S3OperationName, request: S3Request): IdentifiedOperation {
  const { action, versionAction } = OPERATIONS[name];
  const named = request.query.has("versionId") ? (versionAction ?? action) : action;
  const source = name === "CopyObject" ? readCopySource(request.headers) : undefined;
  return {
    name,
    action: `s3:${named}`,
    resource: resourceOf(name, request),
    label: request.key || request.bucket || "/",
    ...(source && {
      alsoRequires: [{ action: "s3:GetObject", resource: `arn:aws:s3:::${source.bucket}/${source.key}` }],
    }),
  };
}

function resourceOf(name: S3OperationName, { bucket, key }: S3Request): string {
  if (bucket === "") return "arn:aws:s3:::*";
  // Which keys DeleteObjects names is in its body; the permission is asked for all of the bucket.
  const path = name === "DeleteObjects" ? "*" : key;
  return `arn:aws:s3:::${bucket}${path === "" ? "" : `/${path}`}`;
}
