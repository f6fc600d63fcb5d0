import { z } from "zod";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { type Grantee, readGrantee } from "../acl.ts";
import { trimmed } from "../document.ts";
import { malformedAcl } from "../errors.ts";
import type { Owners } from "../owners.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grantee.html */
export const NamedGrantee = z.object({
  ID: trimmed.optional(),
  URI: trimmed.optional(),
  EmailAddress: trimmed.optional(),
});

const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

export function describeGrantee(grantee: Grantee, DisplayName: string | undefined): XmlElement {
  const type = "uri" in grantee ? "Group" : "CanonicalUser";
  const attributes = { "@xmlns:xsi": SCHEMA_INSTANCE, "@xsi:type": type };
  return "uri" in grantee ? { ...attributes, URI: grantee.uri } : { ...attributes, ID: grantee.id, DisplayName };
}

/** Throws MalformedACLError for nobody, and what `readGrantee` throws. */
export function readNamedGrantee({ ID, URI, EmailAddress }: z.infer<typeof NamedGrantee>, owners: Owners): Grantee {
  if (ID !== undefined) return readGrantee("id", ID, owners);
  if (URI !== undefined) return readGrantee("uri", URI, owners);
  if (EmailAddress !== undefined) return readGrantee("emailAddress", EmailAddress, owners);
  throw malformedAcl();
}
