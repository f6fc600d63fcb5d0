import { z } from "zod";
import { isAwsRegion } from "../../gateway/aws-regions.ts";
import { ACL_HEADERS, cannedName, hasGrantHeaders, readAclHeaders } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { ORIGINAL_REGION } from "../bucket-region.ts";
import type { Ownership } from "../bucket-settings.ts";
import { element, refusedElement } from "../document.ts";
import {
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  illegalLocationConstraint,
  invalidArgument,
  invalidBucketAclWithOwnership,
  invalidBucketName,
  invalidLocationConstraint,
  malformedXml,
} from "../errors.ts";
import { MAXIMUM_BUCKET_NAME_CHARACTERS, MINIMUM_BUCKET_NAME_CHARACTERS } from "../limits.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { checkTags } from "../tags.ts";
import { parseXml } from "../xml.ts";

const OBJECT_LOCK = "x-amz-bucket-object-lock-enabled";
const OWNERSHIP = "x-amz-object-ownership";

const Tag = z.object({ Key: z.string(), Value: z.string() });
const Configuration = element(
  z.object({
    LocationConstraint: z.string().optional(),
    Location: refusedElement("CreateBucketConfiguration.Location"),
    Bucket: refusedElement("CreateBucketConfiguration.Bucket"),
    Tags: element(z.object({ Tag: z.array(Tag).optional() })).optional(),
  }),
);

export const createBucket: S3Operation = {
  action: "CreateBucket",
  headers: [...ACL_HEADERS, OBJECT_LOCK, OWNERSHIP],

  perform(call) {
    const { request, payload, store, nowMs, caller } = call;
    const name = request.bucket;
    if (!isBucketName(name)) throw invalidBucketName(name);
    const ownership = readOwnership(request.headers[OWNERSHIP]);
    const configuration = payload.body.length === 0 ? {} : readConfiguration(payload.body.bytes());
    const at = readRegion(configuration.LocationConstraint, call);
    const existing = store.findBucket(name);
    if (existing) {
      if (existing.owner.id !== caller.id) throw bucketAlreadyExists(name);
      if (call.signedRegion() !== ORIGINAL_REGION || existing.region !== ORIGINAL_REGION)
        throw bucketAlreadyOwnedByYou(name);
      // The original region lets its owner create it again, with another access list too.
      setAcl(call, existing, ownership);
      return emptyResponse(200, { location: `/${name}` });
    }
    const locked = request.headers[OBJECT_LOCK]?.toLowerCase() === "true";
    const versioning = locked ? "Enabled" : undefined;
    const tags = checkTags(
      (configuration.Tags?.Tag ?? []).map(({ Key, Value }) => [Key, Value] as const),
      "bucket",
    );
    const draft = store.createBucket({ name, nowMs, versioning, owner: caller, region: at });
    try {
      setAcl(call, draft, ownership);
    } catch (error) {
      store.deleteBucket(name);
      throw error;
    }
    if (locked) draft.settings.objectLock = {};
    if (tags.size > 0) draft.settings.tags = tags;
    return emptyResponse(200, { location: at === ORIGINAL_REGION ? `/${name}` : `http://${name}.s3.amazonaws.com/` });
  },
};

function setAcl({ request, caller, owners, aclsByDefault }: S3Call, bucket: Bucket, ownership?: Ownership): void {
  const { headers } = request;
  const asks = hasGrantHeaders(headers) || (cannedName(headers) ?? "private") !== "private";
  const takes = ownership === undefined ? bucket.takesAcls(aclsByDefault) : ownership !== "BucketOwnerEnforced";
  if (asks && !takes) throw invalidBucketAclWithOwnership();
  if (ownership !== undefined) bucket.settings.ownership = ownership;
  bucket.settings.acl = readAclHeaders(headers, caller, caller, owners) ?? bucket.settings.acl;
}

function readOwnership(text: string | undefined): Ownership | undefined {
  if (text === undefined) return undefined;
  if (text === "BucketOwnerEnforced" || text === "BucketOwnerPreferred" || text === "ObjectWriter") return text;
  throw invalidArgument(`Invalid x-amz-object-ownership header: ${text}`, OWNERSHIP, text);
}

function readConfiguration(body: Buffer) {
  const parsed = Configuration.safeParse(parseXml(body, "CreateBucketConfiguration", ["Tag"]));
  if (!parsed.success) throw malformedXml();
  return parsed.data;
}

/** us-east-1 takes buckets for everywhere; other regions those of their own alone, and want to be told so. */
function readRegion(constraint: string | undefined, call: S3Call): string {
  const signedRegion = call.signedRegion();
  if (constraint === undefined || constraint === "") {
    if (signedRegion !== ORIGINAL_REGION) throw illegalLocationConstraint("unspecified");
    return ORIGINAL_REGION;
  }
  const known = constraint === "EU" || isAwsRegion(constraint);
  if (!known || constraint === ORIGINAL_REGION) throw invalidLocationConstraint(constraint);
  if (signedRegion !== ORIGINAL_REGION && signedRegion !== constraint) throw illegalLocationConstraint(constraint);
  return constraint === "EU" ? "eu-west-1" : constraint;
}

/** Beginnings and ends that S3 keeps for itself. */
const RESERVED = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  const { length } = name;
  if (length < MINIMUM_BUCKET_NAME_CHARACTERS || length > MAXIMUM_BUCKET_NAME_CHARACTERS) return false;
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name) || RESERVED.test(name)) return false;
  return !/\.\.|\.-|-\./.test(name) && !/^\d+\.\d+\.\d+\.\d+$/.test(name);
}
