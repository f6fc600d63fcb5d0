import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Execution } from "../execution/execution.ts";
import { StateFailure } from "../execution/failure.ts";
import { optimisedFailure } from "../tasks/optimised-failure.ts";

/** The S3 calls of map runs, with the machine's role. A refusal becomes the given `States.` error. */
export class S3Calls {
  readonly #execution: Execution;
  readonly #error: string;

  constructor(execution: Execution, error: "States.ItemReaderFailed" | "States.ResultWriterFailed") {
    this.#execution = execution;
    this.#error = error;
  }

  /** An object's text, decompressed when its name ends with `.gz` or `.zstd`. */
  async text(request: Readonly<Record<string, unknown>>): Promise<string> {
    const { body } = await this.#call("GetObject", request);
    const key = String(request.Key ?? "");
    try {
      if (/\.gz(?:ip)?$/.test(key)) return gunzipSync(body).toString("utf8");
      if (/\.zst(?:d)?$/.test(key)) return zstdDecompressSync(body).toString("utf8");
    } catch (error) {
      throw new StateFailure(
        this.#error,
        `${key} could not be decompressed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    return body.toString("utf8");
  }

  /** Object descriptions of all pages, until there are `maximum`. */
  async list(
    request: Readonly<Record<string, unknown>>,
    maximum: number,
  ): Promise<Readonly<Record<string, unknown>>[]> {
    const objects: Record<string, unknown>[] = [];
    let token: unknown;
    do {
      const page = { ...request, ...(token !== undefined && { ContinuationToken: token }) };
      const { response } = await this.#call("ListObjectsV2", page);
      if (Array.isArray(response.Contents)) objects.push(...response.Contents);
      token = response.NextContinuationToken;
    } while (token !== undefined && objects.length < maximum);
    return objects;
  }

  async put(bucket: string, key: string, body: string): Promise<void> {
    await this.#call("PutObject", { Bucket: bucket, Key: key, Body: body });
  }

  async #call(operation: string, request: Readonly<Record<string, unknown>>) {
    const { integrations, machine } = this.#execution;
    try {
      return await integrations.callService({
        service: "s3",
        operation,
        request,
        source: "states",
        roleArn: machine.roleArn,
      });
    } catch (error) {
      throw new StateFailure(this.#error, optimisedFailure("S3", "Amazon S3", error).failureCause);
    }
  }
}
