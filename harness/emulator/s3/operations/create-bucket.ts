import { z } from "zod";
import { bucketAlreadyOwnedByYou, illegalLocationConstraint, invalidBucketName, malformedXml } from "../errors.ts";
import { MAXIMUM_BUCKET_NAME_CHARACTERS, MINIMUM_BUCKET_NAME_CHARACTERS } from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { parseXml } from "../xml.ts";

/** The region that needs no constraint, and answers a second creation with 200. */
const ORIGINAL_REGION = "us-east-1";

const Configuration = z.object({ LocationConstraint: z.string().optional() }).or(z.literal(""));

export const createBucket: S3Operation = {
  action: "CreateBucket",
  headers: ["x-amz-acl"],

  perform({ request, payload, store, nowMs, region }) {
    const name = request.bucket;
    if (!isBucketName(name)) throw invalidBucketName(name);
    const constraint = payload.body.length === 0 ? undefined : readConstraint(payload.body.bytes());
    if ((constraint ?? ORIGINAL_REGION) !== region) throw illegalLocationConstraint(constraint ?? "unspecified");
    if (!store.findBucket(name)) store.createBucket(name, nowMs, undefined);
    else if (region !== ORIGINAL_REGION) throw bucketAlreadyOwnedByYou(name);
    return emptyResponse(200, { location: `/${name}` });
  },
};

function readConstraint(body: Buffer): string | undefined {
  const parsed = Configuration.safeParse(parseXml(body, "CreateBucketConfiguration", []));
  if (!parsed.success) throw malformedXml();
  return parsed.data === "" ? undefined : parsed.data.LocationConstraint;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  const { length } = name;
  if (length < MINIMUM_BUCKET_NAME_CHARACTERS || length > MAXIMUM_BUCKET_NAME_CHARACTERS) return false;
  return /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name) && !name.includes("..") && !/^\d+\.\d+\.\d+\.\d+$/.test(name);
}
