import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { invalidCiphertext } from "./errors.ts";
import type { Key, KeyDirectory } from "./key-directory.ts";

const ALGORITHM = "aes-256-gcm";
const ID_BYTES = 36;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type EncryptionContext = Readonly<Record<string, string>>;

/** The key's id, a nonce, the tag, the ciphertext: a form of our own, since AWS tells none. The context is authenticated, as at AWS. */
export function encrypt(key: Key, plaintext: Buffer, context: EncryptionContext, nonce: Buffer): Buffer {
  const cipher = createCipheriv(ALGORITHM, key.material, nonce);
  cipher.setAAD(contextBytes(context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.id), nonce, cipher.getAuthTag(), encrypted]);
}

/** Throws InvalidCiphertextException, and what the key's state says. */
export function decrypt(keys: KeyDirectory, blob: Buffer, context: EncryptionContext): { key: Key; plaintext: Buffer } {
  const id = blob.subarray(0, ID_BYTES).toString("latin1");
  if (!/^[0-9a-f-]{36}$/.test(id) || blob.length < ID_BYTES + NONCE_BYTES + TAG_BYTES) throw invalidCiphertext();
  const key = keys.usable(id);
  const rest = blob.subarray(ID_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key.material, rest.subarray(0, NONCE_BYTES));
  decipher.setAAD(contextBytes(context));
  decipher.setAuthTag(rest.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const plaintext = Buffer.concat([decipher.update(rest.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return { key, plaintext };
  } catch {
    // Another context, or a changed ciphertext.
    throw invalidCiphertext();
  }
}

export function newNonce(keys: KeyDirectory): Buffer {
  return keys.deps.random.stream("kms/nonce").bytes(NONCE_BYTES);
}

/** In any order (https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html). */
function contextBytes(context: EncryptionContext): Buffer {
  const sorted = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest();
}
