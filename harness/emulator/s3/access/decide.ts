import type { HttpRequest } from "../../../network/http.ts";
import { ANONYMOUS } from "../../gateway/authenticate.ts";
import type { AwsError } from "../../gateway/aws-error.ts";
import type { IdentifiedOperation, Principal } from "../../room.ts";
import { type Acl, ALL_USERS, AUTHENTICATED_USERS, type Permission, privateAcl } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { readCopySource } from "../copy-source.ts";
import { accessDenied } from "../errors.ts";
import type { ObjectStore } from "../object-store.ts";
import type { Owner } from "../owners.ts";
import type { S3Request } from "../request.ts";
import { refusesToPay } from "../requester-pays.ts";
import type { StoredObject } from "../stored-object.ts";
import { conditionKeys } from "./condition-keys.ts";
import { furtherActions } from "./further-actions.ts";

/** One request whose sender is not simply the bucket's owner, or whose bucket has a policy. */
export interface Asked {
  readonly http: HttpRequest;
  readonly request: S3Request;
  readonly operation: IdentifiedOperation;
  readonly principal: Principal;
  readonly caller: Owner;
  readonly accountId: string;
  readonly store: ObjectStore;
  readonly aclsByDefault: boolean;
  readonly nowMs: number;
}

const BUCKET_GRANTS: Readonly<Record<string, Permission>> = {
  HeadBucket: "READ",
  ListMultipartUploads: "READ",
  ListObjectVersions: "READ",
  ListObjects: "READ",
  ListObjectsV2: "READ",
  AbortMultipartUpload: "WRITE",
  CompleteMultipartUpload: "WRITE",
  CopyObject: "WRITE",
  CreateMultipartUpload: "WRITE",
  DeleteObject: "WRITE",
  DeleteObjects: "WRITE",
  PostObject: "WRITE",
  PutObject: "WRITE",
  UploadPart: "WRITE",
  UploadPartCopy: "WRITE",
  GetBucketAcl: "READ_ACP",
  PutBucketAcl: "WRITE_ACP",
};
const OBJECT_GRANTS: Readonly<Record<string, Permission>> = {
  GetObject: "READ",
  GetObjectAttributes: "READ",
  HeadObject: "READ",
  GetObjectAcl: "READ_ACP",
  PutObjectAcl: "WRITE_ACP",
};
/** The owner can always mend a policy that shuts everybody out. */
const POLICY_OPERATIONS: ReadonlySet<string> = new Set(["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"]);

/** The refusal of a request that policy and access lists do not allow; `undefined` when they do. */
export function refusalOf(asked: Asked): AwsError | undefined {
  const { request, operation, principal, store } = asked;
  const isAnonymous = principal.role === ANONYMOUS;
  const bucket = store.findBucket(request.bucket);
  if (!bucket) {
    const needsName = operation.name === "ListBuckets" || operation.name === "CreateBucket";
    return isAnonymous && needsName ? accessDenied() : undefined;
  }
  // Whose name is taken is the operation's own question.
  if (operation.name === "CreateBucket") return isAnonymous ? accessDenied() : undefined;
  const { headers } = asked.request;
  if (refusesToPay(bucket, headers, asked.caller, isAnonymous)) return denied(asked);
  const [action = "", ...others] = [operation.action, ...(operation.alsoRequires ?? []).map((also) => also.action)];
  if (!mayAct(asked, bucket, operation.name, action)) return denied(asked);
  return others.length > 0 && !mayReadSource(asked) ? denied(asked) : undefined;
}

function denied({ principal, operation }: Asked): AwsError {
  if (principal.role === ANONYMOUS || principal.arn === undefined) return accessDenied();
  const { action, resource } = operation;
  return accessDenied(`User: ${principal.arn} is not authorized to perform: ${action} on resource: "${resource}"`);
}

function mayReadSource(asked: Asked): boolean {
  const source = readCopySource(asked.request.headers);
  const bucket = source && asked.store.findBucket(source.bucket);
  if (!source || !bucket) return true;
  const query = new Map(source.versionId === undefined ? [] : [["versionId", source.versionId]]);
  const request = { ...asked.request, ...source, query };
  const resource = `arn:aws:s3:::${source.bucket}/${source.key}`;
  const operation = { ...asked.operation, resource };
  return mayAct({ ...asked, request, operation }, bucket, "GetObject", "s3:GetObject");
}

function mayAct(asked: Asked, bucket: Bucket, name: string, action: string): boolean {
  const { request, principal, caller } = asked;
  const isOwner = principal.role !== ANONYMOUS && caller.id === bucket.owner.id;
  const object = objectOf(bucket, request);
  const conditions = conditionKeys(asked.http, request, principal, object, asked.nowMs);
  const says = (what: string, resource = asked.operation.resource) =>
    bucket.settings.policy?.decide({
      action: what,
      resource,
      accountId: principal.role === ANONYMOUS ? undefined : (principal.accountId ?? asked.accountId),
      arn: principal.arn,
      canonicalId: principal.role === ANONYMOUS ? undefined : caller.id,
      conditions,
    });
  const said = says(action);
  if (said === "deny") return isOwner && POLICY_OPERATIONS.has(name);
  const { needed, deniable } = furtherActions(request, name);
  if ([...needed, ...deniable].some((further) => says(further) === "deny")) return false;
  const needsObject = OBJECT_GRANTS[name];
  const isForeign =
    object !== undefined && object.owner.id !== bucket.owner.id && bucket.takesAcls(asked.aclsByDefault);
  if (isOwner)
    return !(needsObject && isForeign) || said === "allow" || isGranted(asked, bucket, aclOf(object), needsObject);
  const isAllowed =
    said === "allow" &&
    needed.every((further) => says(further) === "allow") &&
    !(bucket.settings.policy?.isPublic && isRestricted(bucket));
  // Only who may list is told that there is nothing (API_GetObject.html, "Permissions").
  const isNothing = needsObject === "READ" && object === undefined && !request.query.has("versionId");
  if (isAllowed && (!isNothing || says("s3:ListBucket", `arn:aws:s3:::${bucket.name}`) === "allow")) return true;
  if (!bucket.takesAcls(asked.aclsByDefault)) return false;
  const onBucket = BUCKET_GRANTS[name];
  if (onBucket) return isGranted(asked, bucket, bucket.acl, onBucket);
  if (!needsObject) return false;
  if (object) return isGranted(asked, bucket, aclOf(object), needsObject);
  return isGranted(asked, bucket, bucket.acl, "READ");
}

function objectOf(bucket: Bucket, { key, query }: S3Request): StoredObject | undefined {
  const versionId = query.get("versionId");
  const found = versionId === undefined ? bucket.current(key) : bucket.version(key, versionId);
  return found?.kind === "object" ? found : undefined;
}

const aclOf = (object: StoredObject): Acl => object.acl ?? privateAcl(object.owner);

function isRestricted({ settings: { publicAccessBlock: block } }: Bucket): boolean {
  return typeof block === "object" && block.RestrictPublicBuckets;
}

function isGranted({ caller, principal }: Asked, bucket: Bucket, acl: Acl, permission: Permission): boolean {
  const isAnonymous = principal.role === ANONYMOUS;
  // An owner may always look at the list and change it.
  if (!isAnonymous && acl.owner.id === caller.id && permission.endsWith("_ACP")) return true;
  const { publicAccessBlock: block } = bucket.settings;
  const ignoresGroups = typeof block === "object" && block.IgnorePublicAcls;
  return acl.grants.some(({ grantee, permission: granted }) => {
    if (granted !== permission && granted !== "FULL_CONTROL") return false;
    if ("id" in grantee) return !isAnonymous && grantee.id === caller.id;
    if (ignoresGroups) return false;
    return grantee.uri === ALL_USERS || (grantee.uri === AUTHENTICATED_USERS && !isAnonymous);
  });
}
