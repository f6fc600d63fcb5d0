import { expect, test } from "vitest";
import { SECRETS_MANAGER } from "../../lazy-rooms/foretold-services.ts";
import { inJsonCloud, type JsonCloud } from "../../lazy-rooms/test/json-cloud.ts";
import { createSecretsManager } from "../index.ts";

const inSecrets = (scene: (at: JsonCloud) => Promise<void>) => () =>
  inJsonCloud(SECRETS_MANAGER, createSecretsManager, scene);
const SecretId = "app/db";
const TOKENS = ["a", "b", "c"].map((letter) => letter.repeat(32));
const DAY_MS = 86_400_000;

test(
  "a value is read by name and ARN; a new one leaves AWSPREVIOUS behind",
  inSecrets(async ({ call }) => {
    const made = await call("CreateSecret", { Name: SecretId, SecretString: "one", ClientRequestToken: TOKENS[0] });
    expect(made.ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:app\/db-[A-Za-z0-9]{6}$/);
    await call("PutSecretValue", { SecretId: made.ARN, SecretString: "two", ClientRequestToken: TOKENS[1] });
    expect(await call("GetSecretValue", { SecretId })).toMatchObject({
      SecretString: "two",
      VersionId: TOKENS[1],
      VersionStages: ["AWSCURRENT"],
    });
    expect(await call("GetSecretValue", { SecretId, VersionStage: "AWSPREVIOUS" })).toMatchObject({
      SecretString: "one",
    });
    expect((await call("DescribeSecret", { SecretId })).VersionIdsToStages).toEqual({
      [String(TOKENS[0])]: ["AWSPREVIOUS"],
      [String(TOKENS[1])]: ["AWSCURRENT"],
    });
    await expect(call("CreateSecret", { Name: SecretId })).rejects.toMatchObject({ name: "ResourceExistsException" });
    await expect(call("GetSecretValue", { SecretId: "none" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
    });
  }),
);

test(
  "the same token with the same value is the same version, with another one a refusal; stages move",
  inSecrets(async ({ call }) => {
    await call("CreateSecret", { Name: SecretId, SecretString: "one", ClientRequestToken: TOKENS[0] });
    await call("PutSecretValue", { SecretId, SecretString: "one", ClientRequestToken: TOKENS[0] });
    const other = call("PutSecretValue", { SecretId, SecretString: "two", ClientRequestToken: TOKENS[0] });
    await expect(other).rejects.toMatchObject({ name: "ResourceExistsException" });
    const VersionStages = ["AWSPENDING"];
    await call("PutSecretValue", { SecretId, SecretString: "new", ClientRequestToken: TOKENS[1], VersionStages });
    expect(await call("GetSecretValue", { SecretId })).toMatchObject({ SecretString: "one" });
    const move = { SecretId, VersionStage: "AWSCURRENT", MoveToVersionId: TOKENS[1] };
    await expect(call("UpdateSecretVersionStage", move)).rejects.toThrow("RemoveFromVersionId can't be empty");
    await call("UpdateSecretVersionStage", { ...move, RemoveFromVersionId: TOKENS[0] });
    expect(await call("GetSecretValue", { SecretId })).toMatchObject({ SecretString: "new" });
    expect((await call("ListSecretVersionIds", { SecretId })).Versions).toHaveLength(2);
  }),
);

test(
  "a deleted secret is there until its window is over, by the world's clock",
  inSecrets(async ({ call, cloud }) => {
    await call("CreateSecret", { Name: SecretId, SecretBinary: Buffer.from("x").toString("base64") });
    await call("DeleteSecret", { SecretId, RecoveryWindowInDays: 7 });
    await expect(call("GetSecretValue", { SecretId })).rejects.toThrow("it was marked for deletion");
    await expect(call("CreateSecret", { Name: SecretId })).rejects.toThrow("already scheduled for deletion");
    expect((await call("ListSecrets")).SecretList).toEqual([]);
    await call("RestoreSecret", { SecretId });
    expect((await call("ListSecrets")).SecretList).toMatchObject([{ Name: SecretId }]);
    await call("DeleteSecret", { SecretId, RecoveryWindowInDays: 7 });
    await cloud.clock.sleep(7 * DAY_MS, "the recovery window");
    await expect(call("DescribeSecret", { SecretId })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await call("CreateSecret", { Name: SecretId });
    await call("DeleteSecret", { SecretId, ForceDeleteWithoutRecovery: true });
    await call("CreateSecret", { Name: SecretId });
  }),
);

test(
  "tags, policies, filters, several values at once, passwords",
  inSecrets(async ({ call }) => {
    await call("CreateSecret", { Name: SecretId, SecretString: "one", Tags: [{ Key: "team", Value: "media" }] });
    await call("TagResource", { SecretId, Tags: [{ Key: "b", Value: "2" }] });
    await call("UntagResource", { SecretId, TagKeys: ["team"] });
    expect((await call("DescribeSecret", { SecretId })).Tags).toEqual([{ Key: "b", Value: "2" }]);
    expect((await call("ListSecrets", { Filters: [{ Key: "name", Values: ["app"] }] })).SecretList).toHaveLength(1);
    expect((await call("ListSecrets", { Filters: [{ Key: "name", Values: ["!app"] }] })).SecretList).toHaveLength(0);
    expect(await call("GetResourcePolicy", { SecretId })).not.toHaveProperty("ResourcePolicy");
    await call("PutResourcePolicy", { SecretId, ResourcePolicy: "{}" });
    expect(await call("GetResourcePolicy", { SecretId })).toMatchObject({ ResourcePolicy: "{}" });
    expect(await call("BatchGetSecretValue", { SecretIdList: [SecretId, "none"] })).toMatchObject({
      SecretValues: [{ SecretString: "one" }],
      Errors: [{ SecretId: "none", ErrorCode: "ResourceNotFoundException" }],
    });
    const { RandomPassword } = await call("GetRandomPassword", { PasswordLength: 8, ExcludePunctuation: true });
    expect(RandomPassword).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{8}$/);
  }),
);

test(
  "what is wrong or not there is refused",
  inSecrets(async ({ call }) => {
    await expect(call("CreateSecret", { Name: "a b" })).rejects.toMatchObject({ name: "InvalidParameterException" });
    const both = { Name: "both", SecretString: "x", SecretBinary: "eA==" };
    await expect(call("CreateSecret", both)).rejects.toThrow("both a binary secret value and a string");
    await expect(call("RotateSecret", { SecretId })).rejects.toThrow("secretsmanager:RotateSecret is not emulated.");
  }),
);

test(
  "stages, deletions and pages are refused and answered as AWS does",
  inSecrets(async ({ call }) => {
    const { VersionId } = await call("CreateSecret", { Name: "a", SecretString: "one" });
    await call("PutSecretValue", { SecretId: "a", SecretString: "two" });
    const stage = { SecretId: "a", VersionStage: "AWSCURRENT" };
    await expect(call("UpdateSecretVersionStage", stage)).rejects.toThrow("It can't be completely removed.");
    await expect(call("GetSecretValue", { ...stage, VersionId })).rejects.toThrow(
      "You provided a VersionStage that is not associated to the provided VersionId.",
    );
    await call("CreateSecret", { Name: "b", SecretString: "three" });
    const named = async (more: object) =>
      ((await call("ListSecrets", { SortBy: "name", ...more })).SecretList as { Name: string }[]).map(
        ({ Name }) => Name,
      );
    expect([await named({}), await named({ SortOrder: "asc" })]).toEqual([
      ["b", "a"],
      ["a", "b"],
    ]);
    const first = await call("BatchGetSecretValue", { Filters: [{ Key: "name", Values: ["a", "b"] }], MaxResults: 1 });
    expect(first).toMatchObject({ SecretValues: [{ Name: "b" }], NextToken: expect.any(String) });
    await expect(call("BatchGetSecretValue", {})).rejects.toThrow("Either 'SecretIdList' or 'Filters'");
    await call("DeleteSecret", { SecretId: "a" });
    await expect(call("DeleteSecret", { SecretId: "a" })).rejects.toThrow("already scheduled for deletion.");
    await call("DeleteSecret", { SecretId: "a", ForceDeleteWithoutRecovery: true });
    expect(await call("DeleteSecret", { SecretId: "none", ForceDeleteWithoutRecovery: true })).toMatchObject({
      Name: "none",
    });
  }),
);
