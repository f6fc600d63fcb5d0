import * as sdk from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { ACCOUNT, accountUnderTest } from "../../sts/test/account-under-test.ts";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

test("a role's life, as terraform's provider leads it", async () => {
  const iam = new sdk.IAMClient(accountUnderTest().client());
  const RoleName = "worker";
  const created = await iam.send(
    new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, Tags: [{ Key: "team", Value: "media" }] }),
  );
  expect(created.Role).toMatchObject({
    Arn: `arn:aws:iam::${ACCOUNT}:role/worker`,
    Path: "/",
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    MaxSessionDuration: 3600,
  });
  const again = iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  await expect(again).rejects.toMatchObject({
    name: "EntityAlreadyExistsException",
    message: "Role with name worker already exists.",
  });
  const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(TRUST);
  expect(Role?.Tags).toEqual([{ Key: "team", Value: "media" }]);
  await iam.send(new sdk.UpdateRoleCommand({ RoleName, Description: "works" }));
  await iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: DOCUMENT }));
  await iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: "a", Value: "b" }] }));
  await iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ["team"] }));
  expect((await iam.send(new sdk.ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: "a", Value: "b" }]);

  await iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument: DOCUMENT }));
  expect((await iam.send(new sdk.ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(["inline"]);
  const inline = await iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName: "inline" }));
  expect(decodeURIComponent(inline.PolicyDocument ?? "")).toBe(DOCUMENT);
  const PolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  expect((await iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
    { PolicyArn, PolicyName: "AWSLambdaBasicExecutionRole" },
  ]);
  expect((await iam.send(new sdk.ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles ?? []).toEqual([]);
  const remove = () => iam.send(new sdk.DeleteRoleCommand({ RoleName }));
  await expect(remove()).rejects.toThrow("must detach all policies first");
  await iam.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await expect(remove()).rejects.toThrow("must delete policies first");
  await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName: "inline" }));
  await remove();
  await expect(iam.send(new sdk.GetRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: "NoSuchEntityException",
    message: "The role with name worker cannot be found.",
  });
});

test("managed policies and their versions", async () => {
  const iam = new sdk.IAMClient(accountUnderTest().client());
  const { Policy } = await iam.send(new sdk.CreatePolicyCommand({ PolicyName: "media", PolicyDocument: DOCUMENT }));
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/media`;
  expect(Policy).toMatchObject({ Arn: PolicyArn, DefaultVersionId: "v1", AttachmentCount: 0 });
  await iam.send(new sdk.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: TRUST, SetAsDefault: true }));
  const second = await iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
  expect(decodeURIComponent(second.PolicyVersion?.Document ?? "")).toBe(TRUST);
  expect((await iam.send(new sdk.ListPolicyVersionsCommand({ PolicyArn }))).Versions).toHaveLength(2);
  const remove = () => iam.send(new sdk.DeletePolicyCommand({ PolicyArn }));
  await expect(remove()).rejects.toMatchObject({ name: "DeleteConflictException" });
  await iam.send(new sdk.DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
  expect((await iam.send(new sdk.ListPoliciesCommand({ Scope: "Local" }))).Policies).toHaveLength(1);
  await remove();
  await expect(iam.send(new sdk.GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    name: "NoSuchEntityException",
  });
  const bad = new sdk.CreatePolicyCommand({ PolicyName: "bad", PolicyDocument: "{" });
  await expect(iam.send(bad)).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
});

test("users, their keys, and that a deleted key is good for nothing of its own", async () => {
  const cloud = accountUnderTest({ unknownAccessKeys: "refuse" });
  const iam = new sdk.IAMClient(cloud.client());
  const UserName = "ann";
  await iam.send(new sdk.CreateUserCommand({ UserName }));
  await iam.send(new sdk.PutUserPolicyCommand({ UserName, PolicyName: "p", PolicyDocument: DOCUMENT }));
  expect((await iam.send(new sdk.ListUserPoliciesCommand({ UserName }))).PolicyNames).toEqual(["p"]);
  const { AccessKey } = await iam.send(new sdk.CreateAccessKeyCommand({ UserName }));
  const accessKeyId = AccessKey?.AccessKeyId ?? "";
  expect((await iam.send(new sdk.ListAccessKeysCommand({ UserName }))).AccessKeyMetadata).toMatchObject([
    { AccessKeyId: accessKeyId },
  ]);
  await iam.send(new sdk.DeleteUserPolicyCommand({ UserName, PolicyName: "p" }));
  await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId: accessKeyId }));
  const gone = new STSClient(cloud.client({ accessKeyId, secretAccessKey: AccessKey?.SecretAccessKey ?? "" }));
  await expect(gone.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  await iam.send(new sdk.DeleteUserCommand({ UserName }));
  expect((await iam.send(new sdk.ListUsersCommand({}))).Users ?? []).toEqual([]);
});

test("lists of policies and tags are cut as they are asked to be; what is not emulated is refused by name", async () => {
  const iam = new sdk.IAMClient(accountUnderTest().client());
  const RoleName = "worker";
  await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  const own = await iam.send(
    new sdk.CreatePolicyCommand({ PolicyName: "own", Path: "/team/", PolicyDocument: DOCUMENT }),
  );
  for (const PolicyArn of [own.Policy?.Arn, "arn:aws:iam::aws:policy/AdministratorAccess"]) {
    await iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  const attached = await iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName, PathPrefix: "/team/" }));
  expect(attached.AttachedPolicies).toEqual([{ PolicyName: "own", PolicyArn: own.Policy?.Arn }]);
  const Tags = ["a", "b", "c"].map((Key) => ({ Key, Value: "1" }));
  await iam.send(new sdk.TagRoleCommand({ RoleName, Tags }));
  const first = await iam.send(new sdk.ListRoleTagsCommand({ RoleName, MaxItems: 2 }));
  expect([first.Tags, first.IsTruncated]).toEqual([Tags.slice(0, 2), true]);
  const { Marker } = first;
  expect((await iam.send(new sdk.ListRoleTagsCommand({ RoleName, Marker }))).Tags).toEqual(Tags.slice(2));
  const PermissionsBoundary = own.Policy?.Arn;
  for (const send of [
    () => iam.send(new sdk.CreateUserCommand({ UserName: "u", PermissionsBoundary })),
    () => iam.send(new sdk.CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: TRUST, PermissionsBoundary })),
    () => iam.send(new sdk.ListPoliciesCommand({ PolicyUsageFilter: "PermissionsBoundary" })),
  ]) {
    await expect(send()).rejects.toMatchObject({ name: "NotImplemented", $metadata: { httpStatusCode: 501 } });
  }
});

test("where permissions are enforced, policies of roles decide what a session may do", async () => {
  const cloud = accountUnderTest({ unknownAccessKeys: "refuse" });
  const iam = new sdk.IAMClient(cloud.client());
  const RoleName = "reader";
  await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
  const sts = new STSClient(cloud.client());
  const { Credentials: keys } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }));
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? "",
    secretAccessKey: keys?.SecretAccessKey ?? "",
    sessionToken: keys?.SessionToken ?? "",
  };
  const s3 = new S3Client({ ...cloud.client(credentials), forcePathStyle: true });
  const list = () =>
    s3.send(new ListBucketsCommand({})).then(
      () => "ok",
      (error: Error) => error.name,
    );
  const put = (PolicyName: string, PolicyDocument: string) =>
    iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  expect(await list()).toBe("AccessDenied");
  await put("allow", policy({ Effect: "Allow", Action: "s3:List*", Resource: "*" }));
  expect(await list()).toBe("ok");
  await put("deny", policy({ Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" }));
  expect(await list()).toBe("AccessDenied");
  await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName: "deny" }));
  await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName: "allow" }));
  const managed = { PolicyName: "managed", PolicyDocument: policy({ Effect: "Allow", Action: "*", Resource: "*" }) };
  const { Policy } = await iam.send(new sdk.CreatePolicyCommand(managed));
  expect(await list()).toBe("AccessDenied");
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn }));
  expect(await list()).toBe("ok");
});
