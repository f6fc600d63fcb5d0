import { AwsError } from "../gateway/aws-error.ts";
import { percentEncode } from "../gateway/request-target.ts";
import { invalidParameterValue, notEmulated } from "./errors.ts";
import type { CodeSource } from "./function-input.ts";
import { MAX_ZIP_BYTES } from "./limits.ts";
import type { SendAs } from "./processes/process-function.ts";

/** Lambda reads packages by itself: the caller's role is not asked here. */
const READER = "administrator";

/** The package of a request, in it or in a bucket. Throws AwsError when there is none. */
export async function zipOf(operation: string, code: CodeSource, sendAs: SendAs): Promise<Buffer> {
  if (code.ImageUri !== undefined) throw notEmulated(`lambda:${operation} with ImageUri`);
  if (code.ZipFile) {
    if (code.S3Bucket !== undefined || code.S3Key !== undefined || code.S3ObjectVersion !== undefined) {
      throw invalidParameterValue("Please do not provide other FunctionCode parameters when providing a ZipFile.");
    }
    if (code.ZipFile.length > MAX_ZIP_BYTES) {
      throw invalidParameterValue(`Zipped size must be smaller than ${MAX_ZIP_BYTES} bytes`);
    }
    return code.ZipFile;
  }
  const { S3Bucket, S3Key, S3ObjectVersion } = code;
  if (S3Bucket === undefined || S3Key === undefined) {
    throw invalidParameterValue("Please provide a source for function code.");
  }
  const key = S3Key.split("/").map(percentEncode).join("/");
  const version = S3ObjectVersion === undefined ? "" : `?versionId=${percentEncode(S3ObjectVersion)}`;
  const path = `/${percentEncode(S3Bucket)}/${key}${version}`;
  const headers = { host: "s3.amazonaws.com", "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const answer = await sendAs("lambda", READER, { method: "GET", path, headers, body: Buffer.alloc(0) });
  if (answer.status === 200) return answer.body;
  const text = answer.body.toString("utf8");
  const told = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  if (answer.status >= 500) throw new AwsError("ServiceException", told("Message"), { status: 500 });
  const region = answer.headers["x-amz-bucket-region"];
  const message =
    answer.status === 301 && region !== undefined
      ? `The bucket is in this region: ${region}. Please use this region to retry the request`
      : told("Message");
  throw invalidParameterValue(
    `Error occurred while GetObject. S3 Error Code: ${told("Code")}. S3 Error Message: ${message}`,
  );
}
