import type { Content } from "../../../network/content.ts";
import type { HttpResponse } from "../../../network/http.ts";
import { ANONYMOUS } from "../../gateway/authenticate.ts";
import { percentEncode } from "../../gateway/request-target.ts";
import { signatureOf } from "../../gateway/signature/canonical-request.ts";
import { signatureV2 } from "../../gateway/signature/signature-v2.ts";
import type { Principal } from "../../room.ts";
import { refusalOf } from "../access/decide.ts";
import { checksumHeaders, fullObjectChecksum } from "../checksums/checksum.ts";
import { encryptedEtag, encryptionHeaders } from "../encryption.ts";
import { accessDenied, invalidAccessKey, invalidArgument, keyTooLong, postSignatureMismatch } from "../errors.ts";
import { verifyIntegrity } from "../integrity.ts";
import { MAXIMUM_KEY_BYTES } from "../limits.ts";
import { quoted, readDescription, versionHeader } from "../object-headers.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { ANONYMOUS_OWNER } from "../owners.ts";
import { type Form, readForm } from "../post-form.ts";
import { checkPostPolicy } from "../post-policy.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";
import { checkTags, type Tags } from "../tags.ts";
import { readWriteSettings } from "../write-settings.ts";
import { parseXml } from "../xml.ts";

/** A browser's form (https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html). */
export const postObject: S3Operation = {
  action: "PutObject",
  withoutPermission: true,
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    const form = readForm(call.request.headers["content-type"], call.payload.body.bytes());
    const key = readKey(form);
    const principal = whoPosts(call, form);
    const caller = principal.role === ANONYMOUS ? ANONYMOUS_OWNER : call.owners.ofPrincipal(principal);
    const request = { ...call.request, key, headers: headersOf(form) };
    checkPermission({ ...call, request, principal, caller }, key);
    if (form.fields.has("policy")) checkPostPolicy(form, bucket.name, key, call.nowMs);
    const body = call.place(form.file);
    // Kept for the moment, so that what is refused does not stay.
    body.keep();
    try {
      return store({ ...call, principal, caller }, form, key, body);
    } finally {
      body.release();
    }
  },
};

function store(call: S3Call, form: Form, key: string, body: Content): HttpResponse {
  const bucket = call.store.bucket(call.request.bucket);
  const request = { ...call.request, key, headers: headersOf(form), body };
  const inner: S3Call = { ...call, request, payload: { body, trailers: new Map() } };
  const settings = readWriteSettings(inner, bucket);
  const claimed = verifyIntegrity(request, inner.payload);
  const checksum = claimed ? { ...claimed, type: "FULL_OBJECT" as const } : fullObjectChecksum("CRC64NVME", body);
  const object = bucket.put({
    ...readDescription(request),
    ...settings,
    tags: readFormTags(form.fields.get("tagging")) ?? settings.tags,
    key,
    body,
    etag: encryptedEtag(body.digest("md5"), settings.encryption),
    checksum,
    lastModifiedMs: call.nowMs,
  });
  const { etag, versionId } = object;
  call.events.push({ name: "ObjectCreated:Post", key, size: body.length, etag, versionId });
  return answer(call, form, object, bucket.versioning !== undefined);
}

function readKey({ fields, fileName }: Form): string {
  const name = fields.get("key");
  if (name === undefined) {
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      "key",
      "",
    );
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form's own variable
  const key = name.replaceAll("${filename}", fileName);
  if (key === "") throw invalidArgument("User key must have a length greater than 0.", "key", "");
  const bytes = Buffer.byteLength(key);
  if (bytes > MAXIMUM_KEY_BYTES) throw keyTooLong(bytes, MAXIMUM_KEY_BYTES);
  return key;
}

const missingField = (name: string) =>
  invalidArgument(
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    name,
    "",
  );

/** Who has signed the form's policy; nobody, where there is none. */
function whoPosts(call: S3Call, { fields }: Form): Principal {
  const policy = fields.get("policy");
  const older = fields.get("awsaccesskeyid");
  const credential = fields.get("x-amz-credential");
  const accessKeyId = older ?? credential?.split("/")[0];
  if (policy === undefined) {
    if (accessKeyId !== undefined) throw missingField("policy");
    return { role: ANONYMOUS, accessKeyId: "" };
  }
  const signature = fields.get(older === undefined ? "x-amz-signature" : "signature");
  if (accessKeyId === undefined) throw missingField(fields.has("signature") ? "AWSAccessKeyId" : "X-Amz-Credential");
  if (signature === undefined) throw missingField(older === undefined ? "X-Amz-Signature" : "Signature");
  const known = call.credentialOf(accessKeyId);
  if (!known) throw invalidAccessKey(accessKeyId);
  const { secretAccessKey, principal } = known;
  if (secretAccessKey === undefined) return principal;
  const [, date = "", region = "", service = ""] = (credential ?? "").split("/");
  const expected =
    older === undefined
      ? signatureOf(policy, secretAccessKey, { date, region, service })
      : signatureV2(policy, secretAccessKey);
  if (expected !== signature) throw postSignatureMismatch(accessKeyId, policy, signature);
  return principal;
}

function checkPermission(call: S3Call, key: string): void {
  const { principal, caller, store, request } = call;
  const bucket = store.bucket(request.bucket);
  if (principal.role !== ANONYMOUS && caller.id === bucket.owner.id && !bucket.settings.policy) return;
  const resource = `arn:aws:s3:::${bucket.name}/${key}`;
  const operation = { name: "PostObject", action: "s3:PutObject", resource, label: key };
  const refusal = refusalOf({ ...call, operation });
  if (refusal) throw accessDenied();
}

/** Fields mean what headers of their names mean. */
function headersOf({ fields }: Form): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (name === "acl") headers["x-amz-acl"] = value;
    else if (!/^(?:x-amz-(?:algorithm|credential|date|signature|security-token)|key|policy|file)$/.test(name)) {
      headers[name] = value;
    }
  }
  return headers;
}

function readFormTags(document: string | undefined): Tags | undefined {
  if (document === undefined) return undefined;
  const parsed = parseXml(Buffer.from(document), "Tagging", ["Tag"]) as {
    TagSet?: { Tag?: readonly { Key?: unknown; Value?: unknown }[] };
  };
  const pairs = (parsed.TagSet?.Tag ?? []).map(({ Key, Value }) => [String(Key ?? ""), String(Value ?? "")] as const);
  return checkTags(pairs, "object");
}

function answer(call: S3Call, { fields }: Form, object: StoredObject, versioned: boolean): HttpResponse {
  const { bucket } = call.request;
  const etag = quoted(object.etag);
  const path = `${bucket}/${object.key.split("/").map(percentEncode).join("/")}`;
  const location = `http://${call.request.headers.host ?? "s3.amazonaws.com"}/${path}`;
  const headers = {
    etag,
    location,
    ...encryptionHeaders(object.encryption),
    ...checksumHeaders(object.checksum),
    ...versionHeader(object.versionId, versioned),
  };
  const redirect = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (redirect !== undefined && URL.canParse(redirect)) {
    const query = `bucket=${percentEncode(bucket)}&key=${percentEncode(object.key)}&etag=${percentEncode(etag)}`;
    return emptyResponse(303, { ...headers, location: `${redirect}${redirect.includes("?") ? "&" : "?"}${query}` });
  }
  const status = fields.get("success_action_status");
  if (status === "200") return emptyResponse(200, headers);
  if (status !== "201") return emptyResponse(204, headers);
  const content = { Location: location, Bucket: bucket, Key: object.key, ETag: etag };
  return { ...xmlResponse("PostResponse", content, headers), status: 201 };
}
