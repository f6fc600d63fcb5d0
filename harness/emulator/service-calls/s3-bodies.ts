import type { XmlElement, XmlValue } from "../gateway/xml-elements.ts";
import { xmlDocument } from "../s3/xml.ts";

/** Bodies of S3's requests, from the members as Step Functions spells them. */

type Members = Readonly<Record<string, unknown>>;

/** An object's or a part's `Body`: a text as it stands, anything else as JSON. */
export function objectText({ Body }: Members): string {
  return typeof Body === "string" ? Body : Body === undefined ? "" : JSON.stringify(Body);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html — without a configuration there is no body. */
export function locationXml({ CreateBucketConfiguration }: Members): string {
  return documentOf("CreateBucketConfiguration", CreateBucketConfiguration);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html — the list's element is `Object`. */
export function deleteXml({ Delete }: Members): string {
  return documentOf("Delete", renamed(Delete, "Objects", "Object"));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html — the list's element is `Part`. */
export function completedUploadXml({ MultipartUpload }: Members): string {
  return documentOf("CompleteMultipartUpload", renamed(MultipartUpload, "Parts", "Part"));
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html — the member MFADelete is the element
 * MfaDelete.
 */
export function versioningXml({ VersioningConfiguration }: Members): string {
  return documentOf("VersioningConfiguration", renamed(VersioningConfiguration, "MFADelete", "MfaDelete"));
}

function documentOf(root: string, content: unknown): string {
  return content === undefined ? "" : xmlDocument(root, elementsOf(content));
}

function renamed(content: unknown, member: string, element: string): unknown {
  if (typeof content !== "object" || content === null || !(member in content)) return content;
  const { [member]: value, ...others } = content as Members;
  return { ...others, [element]: value };
}

/** What is no object has no elements: the service will say that the document is malformed. */
function elementsOf(content: unknown): XmlElement {
  if (typeof content !== "object" || content === null) return {};
  return Object.fromEntries(Object.entries(content).map(([name, member]) => [name, xmlValue(member)]));
}

function xmlValue(member: unknown): XmlValue {
  if (Array.isArray(member)) return member.map(xmlValue);
  if (typeof member === "string" || typeof member === "number" || typeof member === "boolean") return member;
  return member === null || member === undefined ? undefined : elementsOf(member);
}
