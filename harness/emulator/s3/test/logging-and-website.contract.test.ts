import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, OWNER, outcome, twoAccounts } from "./two-accounts.ts";

const bucket = { Bucket: BUCKET };

test("logging is told again as it was set, until an empty status ends it", async () => {
  const { s3, other } = await twoAccounts();
  const set = (LoggingEnabled?: sdk.LoggingEnabled) =>
    outcome(s3.send(new sdk.PutBucketLoggingCommand({ ...bucket, BucketLoggingStatus: { LoggingEnabled } })));
  const told = async () => (await s3.send(new sdk.GetBucketLoggingCommand(bucket))).LoggingEnabled;
  expect(await told()).toBeUndefined();
  const logs = { TargetBucket: "logs", TargetPrefix: "of/" };
  expect(await set(logs)).toBe("InvalidTargetBucketForLogging");
  await s3.send(new sdk.CreateBucketCommand({ Bucket: "logs" }));
  await other.send(new sdk.CreateBucketCommand({ Bucket: "theirs" }));
  expect(await set({ ...logs, TargetBucket: "theirs" })).toBe("InvalidTargetBucketForLogging");
  expect(await set(logs)).toBe("ok");
  expect(await told()).toEqual(logs);
  const Grantee = { Type: "CanonicalUser" as const, ID: OWNER };
  const full = {
    ...logs,
    TargetGrants: [{ Grantee, Permission: "READ" as const }],
    TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" as const } },
  };
  expect(await set(full)).toBe("ok");
  expect(await told()).toEqual({
    ...full,
    TargetGrants: [{ Grantee: { ...Grantee, DisplayName: "webfile" }, Permission: "READ" }],
  });
  expect(
    await set({ ...logs, TargetGrants: [{ Grantee: { Type: "CanonicalUser", ID: "nobody" }, Permission: "READ" }] }),
  ).toBe("InvalidArgument");
  expect(await set({ ...logs, TargetObjectKeyFormat: {} })).toBe("MalformedXML");
  expect(await set({ TargetBucket: "logs" } as sdk.LoggingEnabled)).toBe("MalformedXML");
  expect(await set()).toBe("ok");
  expect(await told()).toBeUndefined();
});

const INDEX = { IndexDocument: { Suffix: "index.html" } };
const routed = (rule: object) => ({ ...INDEX, RoutingRules: [rule] });

test.each([
  [{}, "InvalidArgument"],
  [{ IndexDocument: { Suffix: "" } }, "InvalidArgument"],
  [{ IndexDocument: { Suffix: "a/b" } }, "InvalidArgument"],
  [{ ...INDEX, ErrorDocument: { Key: "" } }, "InvalidArgument"],
  [{ ...INDEX, RedirectAllRequestsTo: { HostName: "a.example" } }, "InvalidArgument"],
  [{ RedirectAllRequestsTo: { HostName: "a.example", Protocol: "ftp" } }, "InvalidRequest"],
  [{ RedirectAllRequestsTo: { Protocol: "http" } }, "MalformedXML"],
  [routed({ Redirect: { HttpRedirectCode: "300" } }), "InvalidRequest"],
  [routed({ Redirect: { ReplaceKeyWith: "a", ReplaceKeyPrefixWith: "b" } }), "InvalidRequest"],
  [routed({ Condition: {}, Redirect: { HostName: "a.example" } }), "InvalidRequest"],
  [
    routed({ Condition: { HttpErrorCodeReturnedEquals: "302" }, Redirect: { HostName: "a.example" } }),
    "InvalidRequest",
  ],
  [{ ...INDEX, RoutingRules: Array(51).fill({ Redirect: { HostName: "a.example" } }) }, "InvalidRequest"],
])("the website %j is refused", async (WebsiteConfiguration, code) => {
  const { s3 } = await twoAccounts();
  const answer = s3.send(
    new sdk.PutBucketWebsiteCommand({
      ...bucket,
      WebsiteConfiguration: WebsiteConfiguration as sdk.WebsiteConfiguration,
    }),
  );
  expect(await outcome(answer)).toBe(code);
});

test("a website is told again as it was set, until it is deleted", async () => {
  const { s3 } = await twoAccounts();
  const get = () => s3.send(new sdk.GetBucketWebsiteCommand(bucket));
  expect(await outcome(get())).toBe("NoSuchWebsiteConfiguration");
  const websites: readonly sdk.WebsiteConfiguration[] = [
    { RedirectAllRequestsTo: { HostName: "a.example", Protocol: "https" } },
    {
      ...INDEX,
      ErrorDocument: { Key: "error.html" },
      RoutingRules: [
        {
          Condition: { KeyPrefixEquals: "old/", HttpErrorCodeReturnedEquals: "404" },
          Redirect: { HostName: "a.example", HttpRedirectCode: "307", Protocol: "http", ReplaceKeyPrefixWith: "new/" },
        },
      ],
    },
  ];
  for (const WebsiteConfiguration of websites) {
    await s3.send(new sdk.PutBucketWebsiteCommand({ ...bucket, WebsiteConfiguration }));
    expect(await get()).toMatchObject(WebsiteConfiguration);
  }
  await s3.send(new sdk.DeleteBucketWebsiteCommand(bucket));
  expect(await outcome(get())).toBe("NoSuchWebsiteConfiguration");
});
