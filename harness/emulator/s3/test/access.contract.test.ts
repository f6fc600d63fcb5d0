import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, OWNER, outcome, twoAccounts } from "./two-accounts.ts";

const at = (Key: string) => ({ Bucket: BUCKET, Key });
const get = (s3: sdk.S3Client, Key = "k") => outcome(s3.send(new sdk.GetObjectCommand(at(Key))));
const list = (s3: sdk.S3Client) => outcome(s3.send(new sdk.ListObjectsV2Command({ Bucket: BUCKET })));
const put = (s3: sdk.S3Client, Key = "k", more: object = {}) =>
  s3.send(new sdk.PutObjectCommand({ ...at(Key), Body: "body", ...more }));
const setPolicy = (s3: sdk.S3Client, statement: object) =>
  s3.send(
    new sdk.PutBucketPolicyCommand({
      Bucket: BUCKET,
      Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    }),
  );

test("what is private is its owner's; canned lists open it to others, signed or not", async () => {
  const { s3, other, anonymous } = await twoAccounts();
  await put(s3);
  expect([await get(s3), await get(other), await get(anonymous)]).toEqual(["ok", "AccessDenied", "AccessDenied"]);
  await s3.send(new sdk.PutObjectAclCommand({ ...at("k"), ACL: "authenticated-read" }));
  expect([await get(other), await get(anonymous)]).toEqual(["ok", "AccessDenied"]);
  await put(s3, "k", { ACL: "public-read" });
  expect([await get(anonymous), await list(anonymous)]).toEqual(["ok", "AccessDenied"]);
  await s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "public-read" }));
  expect([await list(anonymous), await outcome(put(anonymous, "n"))]).toEqual(["ok", "AccessDenied"]);
  // Only who may list is told that there is nothing.
  expect(await get(other, "none")).toBe("NoSuchKey");
  await s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "public-read-write" }));
  await put(other, "theirs");
  expect([await get(s3, "theirs"), await get(other, "theirs")]).toEqual(["AccessDenied", "ok"]);
  await put(other, "given", { ACL: "bucket-owner-full-control" });
  expect(await get(s3, "given")).toBe("ok");
  const acl = await s3.send(new sdk.GetBucketAclCommand({ Bucket: BUCKET }));
  expect(acl.Owner?.ID).toBe(OWNER);
  expect(
    acl.Grants?.map(({ Grantee, Permission }) => [Grantee?.Type, Grantee?.ID ?? Grantee?.URI, Permission]),
  ).toEqual([
    ["CanonicalUser", OWNER, "FULL_CONTROL"],
    ["Group", "http://acs.amazonaws.com/groups/global/AllUsers", "READ"],
    ["Group", "http://acs.amazonaws.com/groups/global/AllUsers", "WRITE"],
  ]);
});

test("grants by id, by header and by document", async () => {
  const { s3, other } = await twoAccounts();
  const id = (await other.send(new sdk.ListBucketsCommand({}))).Owner?.ID ?? "";
  await put(s3, "k", { GrantRead: `id="${id}"` });
  expect(await get(other)).toBe("ok");
  const document = (ID: string, Permission: sdk.Permission) => ({
    Bucket: BUCKET,
    AccessControlPolicy: {
      Owner: { ID: OWNER },
      Grants: [{ Grantee: { Type: "CanonicalUser" as const, ID }, Permission }],
    },
  });
  await s3.send(new sdk.PutBucketAclCommand(document(id, "READ_ACP")));
  expect(await outcome(other.send(new sdk.GetBucketAclCommand({ Bucket: BUCKET })))).toBe("ok");
  expect(await list(other)).toBe("AccessDenied");
  expect(await outcome(s3.send(new sdk.PutBucketAclCommand(document("nobody", "READ"))))).toBe("InvalidArgument");
  const { AccessControlPolicy: policy, Bucket } = document(id, "READ");
  const granted = (many: number) => ({ ...policy, Grants: Array<sdk.Grant>(many).fill(policy.Grants[0] ?? {}) });
  const bounds = [100, 101].map((many) =>
    outcome(s3.send(new sdk.PutBucketAclCommand({ Bucket, AccessControlPolicy: granted(many) }))),
  );
  expect(await Promise.all(bounds)).toEqual(["ok", "MalformedACLError"]);
  expect(await outcome(put(s3, "k", { ACL: "private", GrantRead: `id="${id}"` }))).toBe("InvalidRequest");
  const mail = put(s3, "k", { GrantRead: 'emailAddress="a@b.example"' });
  expect(await outcome(mail)).toBe("UnresolvableGrantByEmailAddress");
  expect(await outcome(s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "open" as never })))).toBe(
    "InvalidArgument",
  );
});

test("names of buckets belong to all: another's cannot be created, deleted or listed", async () => {
  const { s3, other } = await twoAccounts();
  expect(await outcome(other.send(new sdk.CreateBucketCommand({ Bucket: BUCKET })))).toBe("BucketAlreadyExists");
  expect(await outcome(other.send(new sdk.DeleteBucketCommand({ Bucket: BUCKET })))).toBe("AccessDenied");
  expect((await other.send(new sdk.ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  expect((await s3.send(new sdk.ListBucketsCommand({}))).Buckets).toHaveLength(1);
});

test("ownership: enforced it takes no lists, and without a word of the bucket's it is told as enforced", async () => {
  const { s3 } = await twoAccounts();
  const controls = async () =>
    (await s3.send(new sdk.GetBucketOwnershipControlsCommand({ Bucket: BUCKET }))).OwnershipControls?.Rules;
  const set = (ObjectOwnership: sdk.ObjectOwnership) =>
    s3.send(
      new sdk.PutBucketOwnershipControlsCommand({
        Bucket: BUCKET,
        OwnershipControls: { Rules: [{ ObjectOwnership }] },
      }),
    );
  expect(await controls()).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
  await s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "public-read" }));
  expect(await outcome(set("BucketOwnerEnforced"))).toBe("InvalidBucketAclWithObjectOwnership");
  await s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "private" }));
  await set("BucketOwnerEnforced");
  expect(await outcome(put(s3, "k", { ACL: "public-read" }))).toBe("AccessControlListNotSupported");
  expect(await outcome(s3.send(new sdk.PutBucketAclCommand({ Bucket: BUCKET, ACL: "public-read" })))).toBe(
    "AccessControlListNotSupported",
  );
  await s3.send(new sdk.DeleteBucketOwnershipControlsCommand({ Bucket: BUCKET }));
  expect(await outcome(controls())).toBe("OwnershipControlsNotFoundError");
  const enforced = { Bucket: "enforced", ObjectOwnership: "BucketOwnerEnforced" as const, ACL: "public-read" as const };
  expect(await outcome(s3.send(new sdk.CreateBucketCommand(enforced)))).toBe("InvalidBucketAclWithObjectOwnership");
});

test("where lists are off by default, as in new buckets of AWS, they are refused", async () => {
  const { s3 } = await twoAccounts({ aclsByDefault: false });
  expect(await outcome(put(s3, "k", { ACL: "public-read" }))).toBe("AccessControlListNotSupported");
  expect(await outcome(put(s3, "k", { ACL: "bucket-owner-full-control" }))).toBe("ok");
});

test("public access block: refuses and ignores what would be public", async () => {
  const { s3, anonymous } = await twoAccounts();
  const read = () => s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket: BUCKET }));
  const block = (PublicAccessBlockConfiguration: sdk.PublicAccessBlockConfiguration) =>
    s3.send(new sdk.PutPublicAccessBlockCommand({ Bucket: BUCKET, PublicAccessBlockConfiguration }));
  await put(s3, "k", { ACL: "public-read" });
  expect(await get(anonymous)).toBe("ok");
  await block({ IgnorePublicAcls: true });
  expect(await get(anonymous)).toBe("AccessDenied");
  await block({ BlockPublicAcls: true, BlockPublicPolicy: true });
  expect(await outcome(put(s3, "n", { ACL: "public-read" }))).toBe("AccessDenied");
  const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` };
  expect(await outcome(setPolicy(s3, open))).toBe("AccessDenied");
  await s3.send(new sdk.DeletePublicAccessBlockCommand({ Bucket: BUCKET }));
  expect(await outcome(read())).toBe("NoSuchPublicAccessBlockConfiguration");
  await setPolicy(s3, open);
  await put(s3, "private");
  expect(await get(anonymous, "private")).toBe("ok");
  await block({ RestrictPublicBuckets: true });
  expect(await get(anonymous, "private")).toBe("AccessDenied");
});

test("a policy allows, denies, and asks conditions; its owner can always mend it", async () => {
  const { s3, other } = await twoAccounts();
  const Resource = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
  const current = () => s3.send(new sdk.GetBucketPolicyCommand({ Bucket: BUCKET }));
  expect(await outcome(current())).toBe("NoSuchBucketPolicy");
  await put(s3);
  await setPolicy(s3, { Effect: "Allow", Principal: { AWS: "210987654321" }, Action: "s3:ListBucket", Resource });
  expect([await list(other), await get(other)]).toEqual(["ok", "AccessDenied"]);
  const { PolicyStatus } = await s3.send(new sdk.GetBucketPolicyStatusCommand({ Bucket: BUCKET }));
  expect(PolicyStatus?.IsPublic).toBe(false);
  const tagged = { StringEquals: { "s3:ExistingObjectTag/open": "yes" } };
  await setPolicy(s3, { Effect: "Allow", Principal: "*", Action: "s3:Get*", Resource, Condition: tagged });
  expect(await get(other)).toBe("AccessDenied");
  await put(s3, "k", { Tagging: "open=yes" });
  expect(await get(other)).toBe("ok");
  await setPolicy(s3, { Effect: "Deny", Principal: "*", Action: "s3:*", Resource });
  expect([await list(s3), await outcome(current())]).toEqual(["AccessDenied", "ok"]);
  await s3.send(new sdk.DeleteBucketPolicyCommand({ Bucket: BUCKET }));
  expect(await list(s3)).toBe("ok");
});

/** A policy of one or two statements that differ in something from one that S3 takes. */
function policyOf(one: object, whole: object = {}, other?: object): string {
  const usual = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::media" };
  const statements = [one, ...(other ? [other] : [])].map((change) => ({ ...usual, ...change }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements, ...whole });
}

test.each([
  [policyOf({})],
  [policyOf({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: ["arn:aws:s3:::media", "arn:aws:s3:::media/*"] })],
  [policyOf({ Action: "s3:GetObject", Resource: "*" })],
  [policyOf({ Action: ["s3:getobject", "s3:Put*"], Resource: "*" })],
  [policyOf({ Action: "s3:PutBucketObjectLockConfiguration", Condition: { Null: { "s3:x-amz-acl": "true" } } })],
  [policyOf({ Condition: { "ForAnyValue:StringLikeIfExists": { "aws:PrincipalTag/a": "b" } } }, { Id: "id" })],
])("the policy %s is taken", async (Policy) => {
  const { s3 } = await twoAccounts();
  expect(await outcome(s3.send(new sdk.PutBucketPolicyCommand({ Bucket: BUCKET, Policy })))).toBe("ok");
});

test.each([
  ["{", "This policy contains invalid Json"],
  ["", "Policies must be valid JSON and the first byte must be '{'"],
  [
    '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::media"}]}',
    "Missing required field Principal",
  ],
  [
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::other"}]}',
    "Policy has invalid resource",
  ],
  [
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"walk","Resource":"arn:aws:s3:::media"}]}',
    "Policy has invalid action",
  ],
  [
    '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"me"},"Action":"s3:*","Resource":"arn:aws:s3:::media"}]}',
    "Invalid principal in policy",
  ],
  [policyOf({ Action: "s3:HeadObject" }), "Policy has invalid action"],
  [policyOf({ Action: ["s3:GetObject", "s3:GetObjectColour"] }), "Policy has invalid action"],
  ['{"Statement":[]}', "Could not parse the policy: Statement is empty!"],
  [policyOf({}, { Note: 1 }), "Unknown field Note"],
  [policyOf({ Note: 1 }), "Unknown field Note"],
  [policyOf({ Sid: "a" }, {}, { Sid: "a" }), "Statement IDs (SID) in a single policy must be unique."],
  [policyOf({ Action: "s3:GetObject" }), "Action does not apply to any resource(s) in statement"],
  [
    policyOf({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::media/*" }),
    "Action does not apply to any resource(s) in statement",
  ],
  [policyOf({ Condition: { StringIs: { "aws:SourceIp": "x" } } }), "Invalid Condition type : StringIs"],
  [policyOf({ Condition: { StringLike: { "s3:colour": "x" } } }), "Policy has an invalid condition key"],
])("the policy %s is malformed", async (Policy, message) => {
  const { s3 } = await twoAccounts();
  const answer = s3.send(new sdk.PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
  await expect(answer).rejects.toMatchObject({ name: "MalformedPolicy", message });
});
