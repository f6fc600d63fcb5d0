import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { AwsError } from "../gateway/aws-error.ts";
import {
  bucketNotFound,
  inputDenied,
  inputFailed,
  inputNotFound,
  type JobFailure,
  malformedRole,
  outputDenied,
  storageFailed,
} from "./job-failure.ts";
import { readS3Url } from "./s3-location.ts";

/** One request that a service sends with a role it has assumed; recorded, permitted or refused as any other. */
export type SendAs = (role: string, http: HttpRequest) => Promise<HttpResponse>;

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/;

/** Reads and writes a job's objects as the job's role. Throws JobFailure. */
export class JobStorage {
  readonly #send: SendAs;

  constructor(send: SendAs) {
    this.#send = send;
  }

  async read(roleArn: string, url: string): Promise<Buffer> {
    const { status, body } = await this.#request(roleArn, url, "GET").catch((error: unknown) => {
      throw isOutage(error) ? inputFailed(url, error.message) : error;
    });
    if (status === 200) return body;
    if (status === 403) throw inputDenied(url);
    throw status === 404 ? inputNotFound(url) : inputFailed(url, `HTTP status ${status}`);
  }

  async write(roleArn: string, url: string, contentType: string, body: Buffer): Promise<void> {
    const answer = await this.#request(roleArn, url, "PUT", { contentType, body }).catch((error: unknown) => {
      throw isOutage(error) ? storageFailed(url, error.message) : error;
    });
    if (answer.status !== 200) throw writeFailure(url, answer.status);
  }

  async #request(
    roleArn: string,
    url: string,
    method: "GET" | "PUT",
    sent: { contentType?: string; body: Buffer } = { body: Buffer.alloc(0) },
  ): Promise<HttpResponse> {
    const role = ROLE_ARN.exec(roleArn)?.[1];
    if (role === undefined) throw malformedRole();
    const { bucket, key } = readS3Url(url);
    const path = `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
    const headers = {
      host: "s3.amazonaws.com",
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
      "content-length": String(sent.body.length),
      ...(sent.contentType !== undefined && { "content-type": sent.contentType }),
    };
    return this.#send(role, { method, path, headers, body: sent.body });
  }
}

/** S3 refuses or cannot be reached: an answer or a broken connection that a fault has put in its place. */
function isOutage(error: unknown): error is Error {
  if (error instanceof AwsError) return true;
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}

function writeFailure(url: string, status: number): JobFailure {
  if (status === 403) return outputDenied(url);
  return status === 404 ? bucketNotFound(url) : storageFailed(url, `HTTP status ${status}`);
}
