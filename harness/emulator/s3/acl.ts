import { invalidArgument, invalidRequest, unresolvableEmail } from "./errors.ts";
import type { Owner, Owners } from "./owners.ts";

/** Access control lists (https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html). */
export const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export type Grantee = { readonly id: string } | { readonly uri: string };

export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

export interface Acl {
  readonly owner: Owner;
  readonly grants: readonly Grant[];
}

export const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
export const AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const GROUPS: readonly string[] = [ALL_USERS, AUTHENTICATED_USERS, LOG_DELIVERY];

const GRANT_HEADERS: Readonly<Record<string, Permission>> = {
  "x-amz-grant-full-control": "FULL_CONTROL",
  "x-amz-grant-read": "READ",
  "x-amz-grant-write": "WRITE",
  "x-amz-grant-read-acp": "READ_ACP",
  "x-amz-grant-write-acp": "WRITE_ACP",
};

export const ACL_HEADERS = ["x-amz-acl", ...Object.keys(GRANT_HEADERS)] as const;

type Headers = Readonly<Record<string, string>>;

/** What the owner of a bucket or an object has, and nobody else. */
export function privateAcl(owner: Owner): Acl {
  return { owner, grants: [{ grantee: { id: owner.id }, permission: "FULL_CONTROL" }] };
}

export const cannedName = (headers: Headers): string | undefined => headers["x-amz-acl"];

export function hasGrantHeaders(headers: Headers): boolean {
  return Object.keys(GRANT_HEADERS).some((name) => headers[name] !== undefined);
}

/** The list that a request asks for by a canned name or by headers; `undefined` when it asks for none. Throws. */
export function readAclHeaders(headers: Headers, owner: Owner, bucketOwner: Owner, owners: Owners): Acl | undefined {
  const canned = cannedName(headers);
  if (canned !== undefined && hasGrantHeaders(headers)) {
    throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
  }
  if (canned !== undefined) return cannedAcl(canned, owner, bucketOwner);
  if (!hasGrantHeaders(headers)) return undefined;
  const grants = Object.entries(GRANT_HEADERS).flatMap(([name, permission]) =>
    readGrantees(headers[name] ?? "", owners).map((grantee) => ({ grantee, permission })),
  );
  return { owner, grants };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
function cannedAcl(name: string, owner: Owner, bucketOwner: Owner): Acl {
  const own = privateAcl(owner).grants;
  const group = (uri: string, permission: Permission): Grant => ({ grantee: { uri }, permission });
  const ofBucketOwner = (permission: Permission): Grant[] =>
    owner.id === bucketOwner.id ? [] : [{ grantee: { id: bucketOwner.id }, permission }];
  switch (name) {
    case "private":
    case "aws-exec-read":
      return { owner, grants: own };
    case "public-read":
      return { owner, grants: [...own, group(ALL_USERS, "READ")] };
    case "public-read-write":
      return { owner, grants: [...own, group(ALL_USERS, "READ"), group(ALL_USERS, "WRITE")] };
    case "authenticated-read":
      return { owner, grants: [...own, group(AUTHENTICATED_USERS, "READ")] };
    case "bucket-owner-read":
      return { owner, grants: [...own, ...ofBucketOwner("READ")] };
    case "bucket-owner-full-control":
      return { owner, grants: [...own, ...ofBucketOwner("FULL_CONTROL")] };
    case "log-delivery-write":
      return { owner, grants: [...own, group(LOG_DELIVERY, "WRITE"), group(LOG_DELIVERY, "READ_ACP")] };
    default:
      throw invalidArgument("", "x-amz-acl", name);
  }
}

/** `id="…", uri="…", emailAddress="…"` */
function readGrantees(text: string, owners: Owners): Grantee[] {
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [, kind = "", value = ""] = /^\s*(\w+)\s*=\s*"?([^"]*)"?\s*$/.exec(part) ?? [];
      return readGrantee(kind, value, owners);
    });
}

/** One grantee as headers and documents name it. Throws InvalidArgument or UnresolvableGrantByEmailAddress. */
export function readGrantee(kind: string, value: string, owners: Owners): Grantee {
  switch (kind.toLowerCase()) {
    case "id":
      if (!owners.isId(value)) throw invalidArgument("Invalid id", "id", value);
      return { id: value };
    case "uri":
      if (!GROUPS.includes(value)) throw invalidArgument("Invalid group uri", "uri", value);
      return { uri: value };
    case "emailaddress": {
      const owner = owners.byEmail(value);
      if (!owner) throw unresolvableEmail(value);
      return { id: owner.id };
    }
    default:
      throw invalidArgument("Argument format not recognized", "x-amz-grant", `${kind}=${value}`);
  }
}

/** Whether strangers get anything from it. */
export function isPublicAcl(acl: Acl): boolean {
  return acl.grants.some(({ grantee }) => "uri" in grantee && grantee.uri !== LOG_DELIVERY);
}
