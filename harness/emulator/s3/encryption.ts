import { createHash } from "node:crypto";
import { accessDenied, encryptionAlgorithm, invalidArgument, invalidRequest } from "./errors.ts";
import { CUSTOMER_KEY_BYTES } from "./limits.ts";

type Headers = Readonly<Record<string, string>>;

/** How an object is encrypted at rest; nothing is: this is what its answers tell. `undefined` is S3's own keys, AES256. */
export type Encryption =
  | {
      readonly kind: "kms";
      readonly algorithm: "aws:kms" | "aws:kms:dsse";
      readonly keyId: string;
      readonly bucketKey: boolean;
    }
  | { readonly kind: "customer"; readonly keyMd5: string }
  | undefined;

export const SERVER_SIDE_ENCRYPTION = "x-amz-server-side-encryption";
const SSE = SERVER_SIDE_ENCRYPTION;
const CUSTOMER = `${SSE}-customer`;
const KEY_ID = `${SSE}-aws-kms-key-id`;
const BUCKET_KEY = `${SSE}-bucket-key-enabled`;
const CONTEXT = `${SSE}-context`;

export const CUSTOMER_KEY_HEADERS = [`${CUSTOMER}-algorithm`, `${CUSTOMER}-key`, `${CUSTOMER}-key-md5`] as const;
export const ENCRYPTION_REQUEST_HEADERS = [SSE, KEY_ID, BUCKET_KEY, CONTEXT, ...CUSTOMER_KEY_HEADERS] as const;
const COPY_PREFIX = "x-amz-copy-source-server-side-encryption-customer";
export const COPY_SOURCE_KEY_HEADERS = [`${COPY_PREFIX}-algorithm`, `${COPY_PREFIX}-key`, `${COPY_PREFIX}-key-md5`];

/** What a bucket or a request says about keys of KMS. */
export interface KmsDefaults {
  readonly algorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
  readonly keyId: string | undefined;
  readonly bucketKey: boolean;
}

/** The encryption that a write asks for, or that its bucket has by default. Throws InvalidArgument and others. */
export function readEncryption(headers: Headers, byDefault: KmsDefaults | undefined, ownKey: string): Encryption {
  const algorithm = headers[SSE];
  const customer = readCustomerKey(headers, CUSTOMER);
  if (customer !== undefined) {
    if (algorithm === undefined) return { kind: "customer", keyMd5: customer };
    throw invalidArgument(
      "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
      SSE,
      algorithm,
    );
  }
  const keyId = headers[KEY_ID];
  const asksForBucketKey = headers[BUCKET_KEY]?.toLowerCase();
  if (algorithm === undefined) {
    if (keyId !== undefined) throw keyWithoutKms(keyId);
    if (byDefault === undefined || byDefault.algorithm === "AES256") return undefined;
    const bucketKey = asksForBucketKey === undefined ? byDefault.bucketKey : asksForBucketKey === "true";
    return { kind: "kms", algorithm: byDefault.algorithm, keyId: keyName(byDefault.keyId, ownKey), bucketKey };
  }
  if (algorithm === "AES256") {
    if (keyId !== undefined) throw keyWithoutKms(keyId);
    return undefined;
  }
  if (algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") {
    throw invalidArgument("The encryption method specified is not supported", SSE, algorithm);
  }
  const fallback = byDefault?.algorithm === algorithm ? byDefault.keyId : undefined;
  const bucketKey = asksForBucketKey === "true" || (asksForBucketKey === undefined && byDefault?.bucketKey === true);
  return { kind: "kms", algorithm, keyId: keyName(keyId ?? fallback, ownKey), bucketKey };
}

const keyWithoutKms = (keyId: string) =>
  invalidArgument(
    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    KEY_ID,
    keyId,
  );

/** S3 tells a key by its ARN. `ownKey` is the ARN of the account's own key for S3. */
function keyName(keyId: string | undefined, ownKey: string): string {
  if (keyId === undefined || keyId === "") return ownKey;
  const isBareId = /^(?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/.test(keyId);
  return isBareId ? `${ownKey.slice(0, ownKey.lastIndexOf("/") + 1)}${keyId}` : keyId;
}

/** The MD5 of a customer's key whose three headers belong together; `undefined` when there is none. Throws. */
function readCustomerKey(headers: Headers, prefix: string = CUSTOMER): string | undefined {
  const algorithm = headers[`${prefix}-algorithm`];
  const key = headers[`${prefix}-key`];
  const md5 = headers[`${prefix}-key-md5`];
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined;
  const start = "Requests specifying Server Side Encryption with Customer provided keys must provide";
  if (algorithm === undefined) {
    throw invalidArgument(`${start} a valid encryption algorithm.`, `${prefix}-algorithm`, "null");
  }
  if (algorithm !== "AES256") throw encryptionAlgorithm(algorithm);
  if (key === undefined) throw invalidArgument(`${start} an appropriate secret key.`, `${prefix}-key`, "null");
  if (md5 === undefined) {
    throw invalidArgument(`${start} the client calculated MD5 of the secret key.`, `${prefix}-key-MD5`, "null");
  }
  const bytes = Buffer.from(key, "base64");
  if (bytes.length !== CUSTOMER_KEY_BYTES) {
    throw invalidArgument("The secret key was invalid for the specified algorithm.", `${prefix}-key`, "null");
  }
  if (createHash("md5").update(bytes).digest("base64") !== md5) {
    throw invalidArgument(
      "The calculated MD5 hash of the key did not match the hash that was provided.",
      `${prefix}-key-MD5`,
      md5,
    );
  }
  return md5;
}

/** A read must bring the customer's key that was written with, and none for anything else. Throws. */
export function checkCustomerKey(headers: Headers, encryption: Encryption, prefix: string = CUSTOMER): void {
  const brought = readCustomerKey(headers, prefix);
  if (encryption?.kind === "customer") {
    if (brought === undefined) {
      throw invalidRequest(
        "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
      );
    }
    if (brought !== encryption.keyMd5) throw accessDenied();
  } else if (brought !== undefined) {
    throw invalidRequest("The encryption parameters are not applicable to this object.");
  }
}

/** The parts of an upload bring the key that it was begun with. Throws. */
export function checkUploadKey(headers: Headers, encryption: Encryption): void {
  const brought = readCustomerKey(headers);
  if (encryption?.kind === "customer" && brought === undefined) {
    throw invalidRequest(
      "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
    );
  }
  const needed = encryption?.kind === "customer" ? encryption.keyMd5 : undefined;
  if (brought !== needed) {
    throw invalidRequest("The provided encryption parameters did not match the ones used originally.");
  }
}

export const COPY_SOURCE_KEY_PREFIX = COPY_PREFIX;

export function encryptionHeaders(encryption: Encryption): Record<string, string> {
  if (encryption === undefined) return { [SSE]: "AES256" };
  if (encryption.kind === "customer") {
    return { [`${CUSTOMER}-algorithm`]: "AES256", [`${CUSTOMER}-key-md5`]: encryption.keyMd5 };
  }
  const { algorithm, keyId, bucketKey } = encryption;
  return { [SSE]: algorithm, [KEY_ID]: keyId, ...(bucketKey && { [BUCKET_KEY]: "true" }) };
}

/** Only what S3 encrypts with its own keys has the MD5 of its bytes for an ETag. */
export function encryptedEtag(md5: string, encryption: Encryption): string {
  if (encryption === undefined) return md5;
  const key = encryption.kind === "customer" ? encryption.keyMd5 : encryption.keyId;
  return createHash("md5").update(`${md5}/${key}`).digest("hex");
}
