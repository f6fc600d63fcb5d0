import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { accountUnderTest } from "../../sts/test/account-under-test.ts";
import type { S3Options } from "../index.ts";

export const BUCKET = "media";
/** Canonical ids of the cloud's own account and of the other. */
export const OWNER = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

/** A bucket of one account, another account, and somebody who does not sign. */
export async function twoAccounts(s3Options: S3Options = {}) {
  const cloud = accountUnderTest({}, s3Options);
  const client = (accessKeyId: string, secretAccessKey: string) =>
    new S3Client({ ...cloud.client({ accessKeyId, secretAccessKey }), forcePathStyle: true });
  const s3 = client("test", "test");
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const anonymous = new S3Client({
    ...cloud.client(),
    forcePathStyle: true,
    signer: { sign: async (request: never) => request },
  });
  return { cloud, s3, other: client("210987654321", "x"), anonymous };
}

/** `ok`, or the code of the refusal. */
export async function outcome(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => "ok",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
