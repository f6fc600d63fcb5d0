import { z } from "zod";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { type Acl, type Grant, type Grantee, PERMISSIONS, readAclHeaders, readGrantee } from "../acl.ts";
import type { Bucket } from "../bucket.ts";
import { element, readDocument, trimmed } from "../document.ts";
import { aclsNotSupported, invalidRequest, malformedAcl, missingSecurityHeader, unexpectedContent } from "../errors.ts";
import { MAXIMUM_GRANTS } from "../limits.ts";
import type { S3Call } from "../operation.ts";
import { describeOwner, type Owner, type Owners } from "../owners.ts";
import { refuseBlockedAcl } from "../write-settings.ts";

const NamedGrantee = z.object({
  ID: trimmed.optional(),
  URI: trimmed.optional(),
  EmailAddress: trimmed.optional(),
});
const Policy = z.object({
  Owner: element(z.object({ ID: trimmed.optional() })).optional(),
  AccessControlList: element(
    z.object({ Grant: z.array(z.object({ Grantee: element(NamedGrantee), Permission: trimmed })).optional() }),
  ).optional(),
});

const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** The list as a document (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html). */
export function describeAcl(acl: Acl, owners: Owners): XmlElement {
  return {
    Owner: describeOwner(acl.owner),
    AccessControlList: {
      Grant: acl.grants.map(({ grantee, permission }) => ({
        Grantee: describeGrantee(grantee, acl, owners),
        Permission: permission,
      })),
    },
  };
}

function describeGrantee(grantee: Grantee, acl: Acl, owners: Owners): XmlElement {
  const type = "uri" in grantee ? "Group" : "CanonicalUser";
  const attributes = { "@xmlns:xsi": SCHEMA_INSTANCE, "@xsi:type": type };
  if ("uri" in grantee) return { ...attributes, URI: grantee.uri };
  const DisplayName = grantee.id === acl.owner.id ? acl.owner.displayName : owners.displayName(grantee.id);
  return { ...attributes, ID: grantee.id, DisplayName };
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
    return { grantee: readNamed(grantee, call.owners), permission };
  });
  return { owner, grants };
}

function readNamed({ ID, URI, EmailAddress }: z.infer<typeof NamedGrantee>, owners: Owners): Grantee {
  if (ID !== undefined) return readGrantee("id", ID, owners);
  if (URI !== undefined) return readGrantee("uri", URI, owners);
  if (EmailAddress !== undefined) return readGrantee("emailAddress", EmailAddress, owners);
  throw malformedAcl();
}
