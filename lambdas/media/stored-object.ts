import type { Readable } from "node:stream";
import { awsErrorText } from "../../system/go/aws-error-text.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { bucketOf } from "./bucket.ts";

/** Size in bytes and ETag (with its quotes) of an object. Throws `failed to head object: …`. */
export async function headObject(deps: LambdaDependencies, key: string): Promise<{ size: number; etag: string }> {
  const { HeadObjectCommand } = await import("@aws-sdk/client-s3");
  try {
    const answer = await deps.s3().send(new HeadObjectCommand({ Bucket: bucketOf(deps), Key: key }));
    return { size: answer.ContentLength ?? 0, etag: answer.ETag ?? "" };
  } catch (error) {
    throw wrapped(`failed to head object: ${awsErrorText("S3", "HeadObject", error)}`);
  }
}

/** Opens an object for reading as a stream. Throws `failed to download from s3: …`. */
export async function openObject(deps: LambdaDependencies, key: string): Promise<Readable> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  try {
    const answer = await deps.s3().send(new GetObjectCommand({ Bucket: bucketOf(deps), Key: key }));
    // The SDK's body is a Readable on Node, whatever its wider type says.
    return answer.Body as Readable;
  } catch (error) {
    throw wrapped(`failed to download from s3: ${awsErrorText("S3", "GetObject", error)}`);
  }
}

/** Stores an object. Throws `failed to upload to s3: …`. */
export async function putObject(
  deps: LambdaDependencies,
  key: string,
  body: Buffer,
  contentType: string,
): Promise<void> {
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  try {
    await deps
      .s3()
      .send(new PutObjectCommand({ Bucket: bucketOf(deps), Key: key, Body: body, ContentType: contentType }));
  } catch (error) {
    throw wrapped(`failed to upload to s3: ${awsErrorText("S3", "PutObject", error)}`);
  }
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function wrapped(message: string): FunctionError {
  return new FunctionError("wrapError", message);
}
