import { z } from "zod";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { type Acl, type Grant, type Grantee, PERMISSIONS, readAclHeaders } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { element, readDocument, trimmed } from "../document.ts";
import { aclsNotSupported, invalidRequest, malformedAcl, missingSecurityHeader, unexpectedContent } from "../errors.ts";
import { MAXIMUM_GRANTS } from "../limits.ts";
import type { S3Call } from "../operation.ts";
import { describeOwner, type Owner, type Owners } from "../owners.ts";
import { refuseBlockedAcl } from "../write-settings.ts";
import { describeGrantee, NamedGrantee, readNamedGrantee } from "./named-grantee.ts";

const Policy = z.object({
  Owner: element(z.object({ ID: trimmed.optional() })).optional(),
  AccessControlList: element(
    z.object({ Grant: z.array(z.object({ Grantee: element(NamedGrantee), Permission: trimmed })).optional() }),
  ).optional(),
});

/** The list as a document (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html). */
export function describeAcl(acl: Acl, owners: Owners): XmlElement {
  return {
    Owner: describeOwner(acl.owner),
    AccessControlList: {
      Grant: acl.grants.map(({ grantee, permission }) => ({
        Grantee: describeGrantee(grantee, nameOf(grantee, acl, owners)),
        Permission: permission,
      })),
    },
  };
}

function nameOf(grantee: Grantee, { owner }: Acl, owners: Owners): string | undefined {
  if ("uri" in grantee) return undefined;
  return grantee.id === owner.id ? owner.displayName : owners.displayName(grantee.id);
}

/** The list that a request sets, by a canned name, by headers or by its document. Throws. */
export function readAcl(call: S3Call, bucket: Bucket, owner: Owner): Acl {
  const { request, payload, owners } = call;
  const byHeaders = readAclHeaders(request.headers, owner, bucket.owner, owners);
  if (byHeaders && payload.body.length > 0) throw unexpectedContent();
  if (!byHeaders && payload.body.length === 0) throw missingSecurityHeader();
  const acl = byHeaders ?? readPolicy(call, owner);
  if (!bucket.takesAcls(call.aclsByDefault)) {
    const [only, ...others] = acl.grants;
    const changesNothing =
      only &&
      others.length === 0 &&
      "id" in only.grantee &&
      only.grantee.id === owner.id &&
      only.permission === "FULL_CONTROL";
    if (!changesNothing) throw aclsNotSupported();
  }
  refuseBlockedAcl(bucket, acl);
  return acl;
}

function readPolicy(call: S3Call, owner: Owner): Acl {
  const { Owner: named, AccessControlList: list } = readDocument(call, "AccessControlPolicy", Policy, ["Grant"]);
  if (!list || !named || (list.Grant ?? []).length > MAXIMUM_GRANTS) throw malformedAcl();
  if (named.ID !== undefined && named.ID !== owner.id) throw invalidRequest("The owner of the ACL may not be changed");
  const grants = (list.Grant ?? []).map(({ Grantee: grantee, Permission }): Grant => {
    const permission = PERMISSIONS.find((known) => known === Permission);
    if (!permission) throw malformedAcl();
    return { grantee: readNamedGrantee(grantee, call.owners), permission };
  });
  return { owner, grants };
}
