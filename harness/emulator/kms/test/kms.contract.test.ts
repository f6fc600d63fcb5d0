import { expect, test } from "vitest";
import { KMS } from "../../lazy-rooms/foretold-services.ts";
import { inJsonCloud, type JsonCloud } from "../../lazy-rooms/test/json-cloud.ts";
import { createKms } from "../index.ts";

interface Made {
  readonly KeyId: string;
  readonly Arn: string;
}

const inKms = (scene: (at: JsonCloud, key: Made) => Promise<void>) => () =>
  inJsonCloud(KMS, createKms, async (at) => {
    const { KeyMetadata } = await at.call("CreateKey", { Description: "photos" });
    await scene(at, KeyMetadata as Made);
  });

const base64 = (text: string) => Buffer.from(text).toString("base64");

test(
  "what is encrypted is decrypted again, with its context alone",
  inKms(async ({ call }, { KeyId, Arn }) => {
    const EncryptionContext = { a: "1", b: "2" };
    const { CiphertextBlob, ...others } = await call("Encrypt", {
      KeyId,
      Plaintext: base64("hush"),
      EncryptionContext,
    });
    expect(others).toEqual({ KeyId: Arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" });
    const swapped = { CiphertextBlob, EncryptionContext: { b: "2", a: "1" } };
    expect(await call("Decrypt", swapped)).toMatchObject({ KeyId: Arn, Plaintext: base64("hush") });
    await expect(call("Decrypt", { CiphertextBlob })).rejects.toMatchObject({ name: "InvalidCiphertextException" });
    await expect(call("Decrypt", { CiphertextBlob: base64("x".repeat(80)) })).rejects.toMatchObject({
      name: "InvalidCiphertextException",
    });
  }),
);

test(
  "a data key comes in plain and encrypted; ReEncrypt hands over to another key",
  inKms(async ({ call }, { KeyId }) => {
    const { Plaintext, CiphertextBlob } = await call("GenerateDataKey", { KeyId, KeySpec: "AES_256" });
    expect(Buffer.from(String(Plaintext), "base64")).toHaveLength(32);
    expect((await call("Decrypt", { CiphertextBlob })).Plaintext).toBe(Plaintext);
    await call("CreateAlias", { AliasName: "alias/other", TargetKeyId: KeyId });
    const other = (await call("CreateKey")).KeyMetadata as Made;
    await call("UpdateAlias", { AliasName: "alias/other", TargetKeyId: other.KeyId });
    const again = await call("ReEncrypt", { CiphertextBlob, DestinationKeyId: "alias/other" });
    expect((await call("Decrypt", { CiphertextBlob: again.CiphertextBlob })).KeyId).toBe(other.Arn);
    await expect(call("Decrypt", { CiphertextBlob, KeyId: "alias/other" })).rejects.toMatchObject({
      name: "IncorrectKeyException",
    });
    expect(await call("GenerateDataKeyWithoutPlaintext", { KeyId, NumberOfBytes: 8 })).not.toHaveProperty("Plaintext");
  }),
);

test(
  "aliases are listed and deleted; a service's own is there at once",
  inKms(async ({ call }, { KeyId }) => {
    await call("CreateAlias", { AliasName: "alias/photos", TargetKeyId: KeyId });
    await expect(call("CreateAlias", { AliasName: "alias/photos", TargetKeyId: KeyId })).rejects.toMatchObject({
      name: "AlreadyExistsException",
    });
    expect(await call("ListAliases", { KeyId })).toMatchObject({
      Aliases: [{ AliasName: "alias/photos", TargetKeyId: KeyId }],
      Truncated: false,
    });
    await call("DeleteAlias", { AliasName: "alias/photos" });
    await expect(call("DescribeKey", { KeyId: "alias/photos" })).rejects.toMatchObject({ name: "NotFoundException" });
    expect(await call("DescribeKey", { KeyId: "alias/aws/s3" })).toMatchObject({ KeyMetadata: { KeyManager: "AWS" } });
  }),
);

test(
  "a key that is disabled or scheduled for deletion is refused, and gone when its window is over",
  inKms(async ({ call, cloud }, { KeyId }) => {
    const wish = { KeyId, Plaintext: base64("x") };
    await call("DisableKey", { KeyId });
    await expect(call("Encrypt", wish)).rejects.toMatchObject({ name: "DisabledException" });
    await call("EnableKey", { KeyId });
    await call("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
    await expect(call("Encrypt", wish)).rejects.toMatchObject({ name: "KMSInvalidStateException" });
    await cloud.clock.sleep(7 * 86_400_000, "the window");
    await expect(call("DescribeKey", { KeyId })).rejects.toMatchObject({ name: "NotFoundException" });
  }),
);

test(
  "policy, rotation and tags are kept",
  inKms(async ({ call }, { KeyId }) => {
    await call("EnableKeyRotation", { KeyId });
    const rotated = { KeyRotationEnabled: true, RotationPeriodInDays: 365 };
    expect(await call("GetKeyRotationStatus", { KeyId })).toMatchObject(rotated);
    await call("TagResource", { KeyId, Tags: [{ TagKey: "z", TagValue: "2" }] });
    expect(await call("ListResourceTags", { KeyId, Limit: 1 })).toMatchObject({ Truncated: false });
    await call("UntagResource", { KeyId, TagKeys: ["z"] });
    await call("TagResource", { KeyId, Tags: [{ TagKey: "a", TagValue: "1" }] });
    expect((await call("ListResourceTags", { KeyId })).Tags).toEqual([{ TagKey: "a", TagValue: "1" }]);
    expect(JSON.parse(String((await call("GetKeyPolicy", { KeyId })).Policy))).toMatchObject({ Id: "key-default-1" });
  }),
);

test.each([
  ["CreateKey", { KeySpec: "RSA_2048" }, "kms: a key of RSA_2048 is not emulated."],
  ["Encrypt", { KeyId: "none", Plaintext: "eA==" }, "Invalid keyId 'none'"],
  ["Encrypt", { KeyId: "12345678-1234-1234-1234-123456789012", Plaintext: "eA==" }, "56789012' does not exist"],
  ["CreateAlias", { AliasName: "mine", TargetKeyId: "x" }, 'Alias must start with the prefix "alias/"'],
  ["GenerateDataKey", { KeyId: "alias/aws/s3" }, "Please specify either number of bytes or key spec."],
  ["Encrypt", { KeyId: "alias/aws/s3", Plaintext: "eA==", DryRun: true }, "would have succeeded"],
  ["GetKeyPolicy", { KeyId: "alias/aws/s3", PolicyName: "other" }, "No such policy exists"],
  ["Decrypt", { CiphertextBlob: "eA==", EncryptionAlgorithm: "RSAES_OAEP_SHA_1" }, "is not emulated"],
  ["Sign", {}, "kms:Sign is not emulated."],
  ["GenerateRandom", { NumberOfBytes: 1025 }, "Member must have value less than or equal to 1024"],
])("%s is refused when it is wrong or not there", (operation, input, sentence) =>
  inKms(({ call }) => expect(call(operation, input)).rejects.toThrow(sentence))(),
);

test(
  "a key that is about to be deleted takes no changes",
  inKms(async ({ call }, { KeyId }) => {
    await call("ScheduleKeyDeletion", { KeyId });
    for (const operation of ["EnableKey", "DisableKey", "EnableKeyRotation", "ScheduleKeyDeletion"]) {
      await expect(call(operation, { KeyId }), operation).rejects.toThrow("is pending deletion.");
    }
    expect(await call("DescribeKey", { KeyId })).toMatchObject({ KeyMetadata: { KeyState: "PendingDeletion" } });
  }),
);
