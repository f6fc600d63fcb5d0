import { GetUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { ACCOUNT, accountUnderTest } from "./account-under-test.ts";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service/deployer`;

const keysOf = (
  credentials: {
    AccessKeyId?: string | undefined;
    SecretAccessKey?: string | undefined;
    SessionToken?: string | undefined;
  } = {},
) => ({
  accessKeyId: credentials.AccessKeyId ?? "",
  secretAccessKey: credentials.SecretAccessKey ?? "",
  sessionToken: credentials.SessionToken ?? "",
});

test("who calls: the account, an account named by a key of twelve digits", async () => {
  const cloud = accountUnderTest();
  const identity = (accessKeyId: string) =>
    new STSClient(cloud.client({ accessKeyId, secretAccessKey: "test" })).send(new GetCallerIdentityCommand({}));
  expect(await identity("test")).toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:root`,
    UserId: ACCOUNT,
  });
  expect(await identity("210987654321")).toMatchObject({ Account: "210987654321" });
  // In AWS's form, and none of AWS's: somebody of his own, always the same.
  const own = (await identity("NOPQRSTUVWXYZABCDEFG")).Account;
  expect([own, own === ACCOUNT]).toEqual([(await identity("NOPQRSTUVWXYZABCDEFG")).Account, false]);
  expect((await identity("AKIAIOSFODNN7EXAMPLE")).Account).toBe(ACCOUNT);
});

test("a role is assumed: its credentials are the session's, are verified, and end", async () => {
  const cloud = accountUnderTest();
  const sts = new STSClient(cloud.client());
  const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "me", DurationSeconds: 900 }));
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/me`;
  expect(assumed.AssumedRoleUser).toMatchObject({ Arn: arn, AssumedRoleId: expect.stringMatching(/^AROA.{17}:me$/) });
  expect(assumed.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(assumed.Credentials?.Expiration?.getTime()).toBeGreaterThan(cloud.clock.now());
  const keys = keysOf(assumed.Credentials);
  const session = new STSClient(cloud.client(keys));
  expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(arn);
  const forged = new STSClient(cloud.client({ ...keys, secretAccessKey: "other" }));
  await expect(forged.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  const without = new STSClient(cloud.client({ accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey }));
  await expect(without.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  const s3 = new S3Client({ ...cloud.client(keys), forcePathStyle: true });
  expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  cloud.clock.aheadMs = 901_000;
  const late = { systemClockOffset: 901_000 };
  const tooLate = new STSClient({ ...cloud.client(keys), ...late }).send(new GetCallerIdentityCommand({}));
  await expect(tooLate).rejects.toMatchObject({ name: "ExpiredToken" });
  const s3TooLate = new S3Client({ ...cloud.client(keys), ...late, forcePathStyle: true }).send(
    new ListBucketsCommand({}),
  );
  await expect(s3TooLate).rejects.toMatchObject({ name: "ExpiredToken", $metadata: { httpStatusCode: 400 } });
});

test("sessions, federated users and tokens of others", async () => {
  const cloud = accountUnderTest();
  const sts = new STSClient(cloud.client());
  const session = await sts.send(new GetSessionTokenCommand({}));
  const own = new STSClient(cloud.client(keysOf(session.Credentials)));
  expect((await own.send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT);
  const federated = await sts.send(new GetFederationTokenCommand({ Name: "ann" }));
  expect(federated.FederatedUser).toEqual({
    Arn: `arn:aws:sts::${ACCOUNT}:federated-user/ann`,
    FederatedUserId: `${ACCOUNT}:ann`,
  });
  const web = { RoleArn: ROLE, RoleSessionName: "web", WebIdentityToken: "token" };
  const assumed = await sts.send(new AssumeRoleWithWebIdentityCommand(web));
  expect(assumed.SubjectFromWebIdentityToken).toBe("subject-of-web");
  const claims = Buffer.from('{"sub":"somebody","aud":"app","iss":"https://idp.test"}').toString("base64url");
  const token = { ...web, WebIdentityToken: `e30.${claims}.` };
  expect(await sts.send(new AssumeRoleWithWebIdentityCommand(token))).toMatchObject({
    SubjectFromWebIdentityToken: "somebody",
    Audience: "app",
    Provider: "https://idp.test",
  });
  const info = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: assumed.Credentials?.AccessKeyId }));
  expect(info.Account).toBe(ACCOUNT);
});

test("what is wrong or not there is refused in XML, by name, with what is there", async () => {
  const cloud = accountUnderTest();
  const sts = new STSClient(cloud.client());
  const bad = new AssumeRoleCommand({ RoleArn: "arn:nothing-of-the-kind", RoleSessionName: "me" });
  await expect(sts.send(bad)).rejects.toMatchObject({ name: "ValidationError" });
  const short = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "me", DurationSeconds: 1 });
  await expect(sts.send(short)).rejects.toThrow("Member must have value greater than or equal to 900");
  const saml = new AssumeRoleWithSAMLCommand({ RoleArn: ROLE, PrincipalArn: ROLE, SAMLAssertion: "x" });
  await expect(sts.send(saml)).rejects.toMatchObject({
    name: "NotImplemented",
    message: expect.stringMatching(
      /^sts:AssumeRoleWithSAML is not emulated\. What is there: AssumeRole, .*GetCallerIdentity/,
    ),
    $metadata: { httpStatusCode: 501 },
  });
});

test("a service of the query protocol that has no room is refused in XML", async () => {
  const cloud = accountUnderTest({ rooms: [] });
  const iam = new IAMClient(cloud.client());
  await expect(iam.send(new GetUserCommand({}))).rejects.toMatchObject({
    name: "NotImplemented",
    message: expect.stringContaining("The service 'iam' is not part of this emulated cloud, so GetUser is not there"),
  });
});
