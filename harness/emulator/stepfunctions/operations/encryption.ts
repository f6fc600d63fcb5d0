import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { KMS_DATA_KEY_REUSE_SECONDS } from "../limits.ts";

const ENCRYPTION = z.object({
  type: z.enum(["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"]),
  kmsKeyId: z.string().nullish(),
  kmsDataKeyReusePeriodSeconds: z.number().int().nullish(),
});

/** What the Describe operations say of everything (API_EncryptionConfiguration.html: the default; reported of recordings held back). */
export const ENCRYPTION_CONFIGURATION = { type: "AWS_OWNED_KEY" } as const;

/**
 * `encryptionConfiguration`: AWS's own key is what everything has; a customer's key is refused by name, after the checks
 * that the API reference lists for InvalidEncryptionConfiguration.
 */
export function checkEncryption(input: JsonInput, operation: string): void {
  const given = input.encryptionConfiguration;
  if (given === undefined || given === null) return;
  const parsed = ENCRYPTION.safeParse(given);
  if (!parsed.success) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value at 'encryptionConfiguration.${parsed.error.issues[0]?.path.join(".")}' failed to satisfy constraint: ${parsed.error.issues[0]?.message}`,
    );
  }
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds: seconds } = parsed.data;
  if (
    typeof seconds === "number" &&
    (seconds < KMS_DATA_KEY_REUSE_SECONDS.least || seconds > KMS_DATA_KEY_REUSE_SECONDS.most)
  ) {
    const side = seconds < KMS_DATA_KEY_REUSE_SECONDS.least ? "greater" : "less";
    const limit =
      seconds < KMS_DATA_KEY_REUSE_SECONDS.least ? KMS_DATA_KEY_REUSE_SECONDS.least : KMS_DATA_KEY_REUSE_SECONDS.most;
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${seconds}' at 'encryptionConfiguration.kmsDataKeyReusePeriodSeconds' failed to satisfy constraint: Member must have value ${side} than or equal to ${limit}`,
    );
  }
  if (type === "AWS_OWNED_KEY") {
    if (kmsKeyId) throw invalid("kmsKeyId cannot be set for the type AWS_OWNED_KEY");
    if (seconds) throw invalid("kmsDataKeyReusePeriodSeconds cannot be set for the type AWS_OWNED_KEY");
    return;
  }
  if (!kmsKeyId) throw invalid("kmsKeyId must be set for the type CUSTOMER_MANAGED_KMS_KEY");
  throw new AwsError(
    "NotImplemented",
    `encryptionConfiguration of ${operation} with a customer's key is not emulated.`,
    { status: 501 },
  );
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidEncryptionConfiguration", `Invalid Encryption Configuration: '${reason}'`);
}
