import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { optional, parseMembers, violated } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { decrypt as decipher, encrypt as encipher, newNonce } from "../ciphertext.ts";
import { dryRun, incorrectKey, notEmulated } from "../errors.ts";
import type { KeyDirectory } from "../key-directory.ts";
import {
  MAXIMUM_PLAINTEXT_BYTES,
  MAXIMUM_RANDOM_BYTES,
  MINIMUM_PLAINTEXT_BYTES,
  MINIMUM_RANDOM_BYTES,
} from "../limits.ts";
import { KeyId } from "./keys.ts";

const EncryptionContext = optional(recordOf(z.string()));
const EncryptionAlgorithm = optional(z.string());
const DryRun = optional(z.boolean());
const SYMMETRIC = "SYMMETRIC_DEFAULT";
const blob = z.string().transform((text) => Buffer.from(text, "base64"));
const numberOfBytes = z.number().int().min(MINIMUM_RANDOM_BYTES).max(MAXIMUM_RANDOM_BYTES);

const encryptSchema = z.object({ KeyId, Plaintext: blob, EncryptionContext, EncryptionAlgorithm, DryRun });
const decryptSchema = z.object({
  KeyId: optional(KeyId),
  CiphertextBlob: blob,
  EncryptionContext,
  EncryptionAlgorithm,
  DryRun,
});
const dataKeySchema = z.object({
  KeyId,
  EncryptionContext,
  KeySpec: optional(z.enum(["AES_256", "AES_128"])),
  NumberOfBytes: optional(numberOfBytes),
  DryRun,
});
const reEncryptSchema = z.object({
  CiphertextBlob: blob,
  SourceEncryptionContext: EncryptionContext,
  SourceKeyId: optional(KeyId),
  DestinationKeyId: KeyId,
  DestinationEncryptionContext: EncryptionContext,
  SourceEncryptionAlgorithm: EncryptionAlgorithm,
  DestinationEncryptionAlgorithm: EncryptionAlgorithm,
  DryRun,
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const encrypt = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(encryptSchema, input);
    refuseAsymmetric(given.EncryptionAlgorithm);
    const { length } = given.Plaintext;
    if (length < MINIMUM_PLAINTEXT_BYTES || length > MAXIMUM_PLAINTEXT_BYTES) {
      const rule =
        length === 0
          ? `greater than or equal to ${MINIMUM_PLAINTEXT_BYTES}`
          : `less than or equal to ${MAXIMUM_PLAINTEXT_BYTES}`;
      throw violated(["Plaintext"], "(bytes)", `Member must have length ${rule}`);
    }
    const key = keys.usable(given.KeyId);
    endDryRun(given);
    const ciphertext = encipher(key, given.Plaintext, given.EncryptionContext ?? {}, newNonce(keys));
    return { CiphertextBlob: ciphertext.toString("base64"), KeyId: key.arn, EncryptionAlgorithm: SYMMETRIC };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decrypt = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(decryptSchema, input);
    refuseAsymmetric(given.EncryptionAlgorithm);
    const { key, plaintext } = decipher(keys, given.CiphertextBlob, given.EncryptionContext ?? {});
    if (given.KeyId !== undefined && keys.named(given.KeyId) !== key) throw incorrectKey();
    endDryRun(given);
    return { KeyId: key.arn, Plaintext: plaintext.toString("base64"), EncryptionAlgorithm: SYMMETRIC };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html */
export const reEncrypt = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(reEncryptSchema, input);
    refuseAsymmetric(given.SourceEncryptionAlgorithm, given.DestinationEncryptionAlgorithm);
    const { key: source, plaintext } = decipher(keys, given.CiphertextBlob, given.SourceEncryptionContext ?? {});
    if (given.SourceKeyId !== undefined && keys.named(given.SourceKeyId) !== source) throw incorrectKey();
    const key = keys.usable(given.DestinationKeyId);
    endDryRun(given);
    const ciphertext = encipher(key, plaintext, given.DestinationEncryptionContext ?? {}, newNonce(keys));
    return {
      CiphertextBlob: ciphertext.toString("base64"),
      SourceKeyId: source.arn,
      KeyId: key.arn,
      SourceEncryptionAlgorithm: SYMMETRIC,
      DestinationEncryptionAlgorithm: SYMMETRIC,
    };
  });

/** With its plaintext or without (https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html). */
export const generateDataKey = (keys: KeyDirectory, showsPlaintext: boolean): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(dataKeySchema, input);
    if ((given.KeySpec === undefined) === (given.NumberOfBytes === undefined)) {
      throw new AwsError("ValidationException", "Please specify either number of bytes or key spec.");
    }
    const key = keys.usable(given.KeyId);
    endDryRun(given);
    const bytes = given.NumberOfBytes ?? (given.KeySpec === "AES_128" ? 16 : 32);
    const plaintext = keys.deps.random.stream("kms/data-key").bytes(bytes);
    const ciphertext = encipher(key, plaintext, given.EncryptionContext ?? {}, newNonce(keys));
    return {
      CiphertextBlob: ciphertext.toString("base64"),
      ...(showsPlaintext && { Plaintext: plaintext.toString("base64") }),
      KeyId: key.arn,
    };
  });

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html */
export const generateRandom = (keys: KeyDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { NumberOfBytes } = parseMembers(z.object({ NumberOfBytes: numberOfBytes }), input);
    return { Plaintext: keys.deps.random.stream("kms/random").bytes(NumberOfBytes).toString("base64") };
  });

/** Keys are symmetric, and so is what they are used with. Throws NotImplemented. */
function refuseAsymmetric(...algorithms: readonly (string | undefined)[]): void {
  const other = algorithms.find((algorithm) => algorithm !== undefined && algorithm !== SYMMETRIC);
  if (other !== undefined) throw notEmulated(`the algorithm ${other}`);
}

/** All has been checked, and nothing is to be done (https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html). */
function endDryRun(given: { readonly DryRun?: boolean | undefined }): void {
  if (given.DryRun) throw dryRun();
}
