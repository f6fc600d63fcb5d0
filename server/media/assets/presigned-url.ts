import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

export interface SignedObject {
  readonly bucket: string;
  readonly key: string;
  readonly lifetimeSeconds: number;
  readonly nowMs: number;
}

/**
 * URL of an upload. The checksum is bound as a query parameter; the content type is not signed
 * (docs/contract/pipeline.md 2).
 */
export async function presignPut(client: S3Client, object: SignedObject, checksumSha256: string): Promise<string> {
  const command = new PutObjectCommand({
    Bucket: object.bucket,
    Key: object.key,
    ...(checksumSha256 === "" ? {} : { ChecksumSHA256: checksumSha256 }),
  });
  return sign(client, command, object);
}

export async function presignGet(client: S3Client, object: SignedObject): Promise<string> {
  const command = new GetObjectCommand({ Bucket: object.bucket, Key: object.key, ChecksumMode: "ENABLED" });
  return sign(client, command, object);
}

/** Parameters that the Go SDK writes, in its spelling; it hoists no other header. */
const GO_PARAMETERS: Readonly<Record<string, string>> = {
  "x-amz-checksum-sha256": "X-Amz-Checksum-Sha256",
  "x-amz-checksum-mode": "X-Amz-Checksum-Mode",
};

async function sign(
  client: S3Client,
  either: PutObjectCommand | GetObjectCommand,
  object: SignedObject,
): Promise<string> {
  // Signing reads only the request, which has the same shape for both.
  const command = either as PutObjectCommand;
  command.middlewareStack.add(
    (next) => async (args) => {
      if (isSignable(args.request)) moveToQuery(args.request);
      return next(args);
    },
    { step: "build", priority: "low", name: "goQueryParameters" },
  );
  // Unhoistable and unsignable: neither in the query nor signed, as in a URL of the Go SDK.
  const unsigned = new Set(["x-amz-content-sha256"]);
  const url = await getSignedUrl(client, command, {
    expiresIn: object.lifetimeSeconds,
    signingDate: new Date(object.nowMs),
    unhoistableHeaders: unsigned,
    unsignableHeaders: new Set([...unsigned, "content-type"]),
  });
  return signatureLast(url);
}

interface SignableRequest {
  readonly headers: Record<string, string>;
  readonly query: Record<string, unknown>;
}

function isSignable(request: unknown): request is SignableRequest {
  return request !== null && typeof request === "object" && "headers" in request && "query" in request;
}

function moveToQuery(request: SignableRequest): void {
  for (const [name, value] of Object.entries(request.headers)) {
    const parameter = GO_PARAMETERS[name.toLowerCase()];
    if (parameter !== undefined) request.query[parameter] = value;
    if (name.toLowerCase() !== "host") delete request.headers[name];
  }
}

/** The Go SDK sorts the parameters and appends the signature. */
function signatureLast(url: string): string {
  const [signature = ""] = /&X-Amz-Signature=[0-9a-f]+/.exec(url) ?? [];
  return `${url.replace(signature, "")}${signature}`;
}
