import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, test } from "vitest";
import { ACCOUNT, cloudOfAllRegions, HOME, OTHER } from "../../../cloud/backends/test/two-regions.ts";

const IRELAND = { CreateBucketConfiguration: { LocationConstraint: OTHER } } as const;
const KEYS = ["test", "AKIASOMEBODYELSE0000"];

/** A bucket of each region, and an object in each. */
async function twoBuckets(accessKeyId = "test") {
  const cloud = cloudOfAllRegions();
  const [here, there] = [cloud.clients(HOME, { accessKeyId }).s3, cloud.clients(OTHER, { accessKeyId }).s3];
  await here.send(new CreateBucketCommand({ Bucket: "virginia" }));
  await there.send(new CreateBucketCommand({ Bucket: "ireland", ...IRELAND }));
  await here.send(new PutObjectCommand({ Bucket: "virginia", Key: "a", Body: "of virginia" }));
  await there.send(new PutObjectCommand({ Bucket: "ireland", Key: "a", Body: "of ireland" }));
  return { ...cloud, here, there };
}

test.each(KEYS)("a bucket answers in its own region, and sends others there (%s)", async (accessKeyId) => {
  const { here, there, lastAnswer } = await twoBuckets(accessKeyId);
  const answer = await there.send(new GetObjectCommand({ Bucket: "ireland", Key: "a" }));
  expect(await answer.Body?.transformToString()).toBe("of ireland");
  const wrong = { name: "PermanentRedirect", $metadata: { httpStatusCode: 301 } };
  await expect(here.send(new GetObjectCommand({ Bucket: "ireland", Key: "a" }))).rejects.toMatchObject({
    ...wrong,
    Endpoint: "ireland.s3.eu-west-1.localhost:4566",
    Bucket: "ireland",
  });
  expect(lastAnswer()?.headers["x-amz-bucket-region"]).toBe("eu-west-1");
  await expect(there.send(new PutObjectCommand({ Bucket: "virginia", Key: "b", Body: "x" }))).rejects.toMatchObject(
    wrong,
  );
  await expect(here.send(new GetObjectCommand({ Bucket: "nowhere", Key: "a" }))).rejects.toMatchObject({
    name: "NoSuchBucket",
  });
});

test("HeadBucket tells the region, of a bucket elsewhere too", async () => {
  const { here, there, lastAnswer } = await twoBuckets();
  expect((await there.send(new HeadBucketCommand({ Bucket: "ireland" }))).BucketRegion).toBe("eu-west-1");
  for (const command of [
    new HeadBucketCommand({ Bucket: "ireland" }),
    new HeadObjectCommand({ Bucket: "ireland", Key: "a" }),
  ]) {
    await expect(here.send(command as HeadBucketCommand)).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
    expect(lastAnswer()).toMatchObject({ headers: { "x-amz-bucket-region": "eu-west-1" }, body: Buffer.alloc(0) });
  }
});

test("HeadBucket without a signature is forbidden, and tells the region all the same", async () => {
  const { cloud } = await twoBuckets();
  const head = { method: "HEAD", path: "/ireland", headers: { host: "127.0.0.1:4566" }, body: Buffer.alloc(0) };
  const { status, headers } = await cloud.gateway.send("test", head);
  expect([status, headers["x-amz-bucket-region"]]).toEqual([403, "eu-west-1"]);
});

test.each(KEYS)(
  "at the bucket's own endpoint a signature for another region is malformed (%s)",
  async (accessKeyId) => {
    const { clients, lastAnswer } = await twoBuckets(accessKeyId);
    const places = [
      { endpoint: "http://s3.eu-west-1.localhost:4566", forcePathStyle: true },
      // The name leads to the bucket, as AWS's DNS does.
      { endpoint: "http://localhost:4566", forcePathStyle: false },
    ];
    for (const place of places) {
      const { s3 } = clients(HOME, { accessKeyId, ...place });
      await expect(s3.send(new GetObjectCommand({ Bucket: "ireland", Key: "a" }))).rejects.toMatchObject({
        name: "AuthorizationHeaderMalformed",
        message: "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
        Region: "eu-west-1",
        $metadata: { httpStatusCode: 400 },
      });
      expect(lastAnswer()?.headers["x-amz-bucket-region"]).toBe("eu-west-1");
      const { s3: right } = clients(OTHER, { accessKeyId, ...place });
      expect((await right.send(new GetObjectCommand({ Bucket: "ireland", Key: "a" }))).ContentLength).toBe(10);
    }
  },
);

test("a presigned URL of another region says so in its own words, and one of its own works", async () => {
  const { clients, cloud } = await twoBuckets();
  const get = async (region: string) => {
    const { s3 } = clients(region, { endpoint: "http://s3.eu-west-1.localhost:4566" });
    const url = new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket: "ireland", Key: "a" })));
    const { status, body } = await cloud.gateway.send("test", {
      method: "GET",
      path: url.pathname + url.search,
      headers: { host: url.host },
      body: Buffer.alloc(0),
    });
    return { status, body: body.toString() };
  };
  expect(await get(OTHER)).toEqual({ status: 200, body: "of ireland" });
  const { status, body } = await get(HOME);
  expect(status).toBe(400);
  expect(body).toContain("<Code>AuthorizationQueryParametersError</Code>");
  expect(body).toContain("X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'eu-west-1'");
  expect(body).toContain("<Region>eu-west-1</Region>");
});

test("a region that AWS has not is refused with the one that would be right", async () => {
  const { clients } = await twoBuckets();
  const { s3 } = clients("auto");
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
    name: "AuthorizationHeaderMalformed",
    Region: "us-east-1",
  });
  await expect(s3.send(new GetObjectCommand({ Bucket: "ireland", Key: "a" }))).rejects.toMatchObject({
    name: "AuthorizationHeaderMalformed",
    Region: "eu-west-1",
  });
});

test("names are one for all regions; a region takes its own buckets, us-east-1 those of all", async () => {
  const { here, there, clients } = await twoBuckets();
  const create = (Bucket: string, LocationConstraint?: string) =>
    new CreateBucketCommand({
      Bucket,
      ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint: LocationConstraint as "EU" } }),
    });
  await expect(here.send(create("ireland"))).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
  await expect(there.send(create("virginia", OTHER))).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
  await expect(there.send(create("third", "us-west-2"))).rejects.toMatchObject({
    name: "IllegalLocationConstraintException",
  });
  await expect(here.send(create("third", "eu-nowhere-7"))).rejects.toMatchObject({ name: "InvalidLocationConstraint" });
  await here.send(create("third", "us-west-2"));
  expect((await clients("us-west-2").s3.send(new HeadBucketCommand({ Bucket: "third" }))).BucketRegion).toBe(
    "us-west-2",
  );
  const list = async (BucketRegion?: string) => {
    const { Buckets } = await there.send(new ListBucketsCommand({ MaxBuckets: 10, BucketRegion }));
    return Buckets?.map((bucket) => [bucket.Name, bucket.BucketRegion]);
  };
  expect(await list()).toEqual([
    ["ireland", "eu-west-1"],
    ["third", "us-west-2"],
    ["virginia", "us-east-1"],
  ]);
  expect(await list("us-west-2")).toEqual([["third", "us-west-2"]]);
});

test("us-east-1 tells where any bucket is", async () => {
  const { here, there } = await twoBuckets();
  expect((await here.send(new GetBucketLocationCommand({ Bucket: "ireland" }))).LocationConstraint).toBe("eu-west-1");
  await expect(there.send(new GetBucketLocationCommand({ Bucket: "virginia" }))).rejects.toMatchObject({
    name: "PermanentRedirect",
  });
});

test("an object is copied from one region into another, asked of where it goes", async () => {
  const { here, there } = await twoBuckets();
  const copy = new CopyObjectCommand({ Bucket: "virginia", Key: "copy", CopySource: "ireland/a" });
  await expect(there.send(copy)).rejects.toMatchObject({ name: "PermanentRedirect" });
  await here.send(new CopyObjectCommand({ Bucket: "virginia", Key: "copy", CopySource: "ireland/a" }));
  const { Body } = await here.send(new GetObjectCommand({ Bucket: "virginia", Key: "copy" }));
  expect(await Body?.transformToString()).toBe("of ireland");
});

test("a bucket tells queues of its own region, and others are refused", async () => {
  const { there, clients } = await twoBuckets();
  const { sqs } = clients(OTHER);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "told" }));
  const tell = (region: string) =>
    new PutBucketNotificationConfigurationCommand({
      Bucket: "ireland",
      NotificationConfiguration: {
        QueueConfigurations: [
          { Id: "all", QueueArn: `arn:aws:sqs:${region}:${ACCOUNT}:told`, Events: ["s3:ObjectCreated:*"] },
        ],
      },
    });
  await expect(there.send(tell(HOME))).rejects.toMatchObject({
    name: "InvalidArgument",
    message: "The notification destination service region is not valid for the bucket location constraint",
  });
  await there.send(tell(OTHER));
  await there.send(new PutObjectCommand({ Bucket: "ireland", Key: "new", Body: "x" }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  const events = Messages.flatMap(({ Body }) => JSON.parse(Body ?? "{}").Records ?? []);
  expect(events).toMatchObject([{ awsRegion: "eu-west-1", s3: { object: { key: "new" } } }]);
});

test("a region that was changed after signing is wrong before the signature is; without a change it is the signature", async () => {
  const { clients, cloud } = await twoBuckets();
  const { s3 } = clients(HOME);
  const signed = new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket: "virginia", Key: "a" })));
  const answerTo = async (path: string, host = signed.host) => {
    const http = { method: "GET", path, headers: { host }, body: Buffer.alloc(0) };
    const body = (await cloud.gateway.send("test", http)).body.toString();
    return [/<Code>(.*)<\/Code>/.exec(body)?.[1], /<Region>(.*)<\/Region>/.exec(body)?.[1]];
  };
  const path = signed.pathname + signed.search;
  const wrong = "AuthorizationQueryParametersError";
  for (const region of [OTHER, "nowhere-1"]) {
    expect(await answerTo(path.replace(HOME, region))).toEqual([wrong, HOME]);
  }
  expect(await answerTo(path.replace("/a?", "/b?"))).toEqual(["SignatureDoesNotMatch", undefined]);
  // Without a bucket any region of AWS's may be meant.
  expect(await answerTo(path.replace("/virginia/a", "/").replace(HOME, OTHER))).toEqual([
    "SignatureDoesNotMatch",
    undefined,
  ]);
  expect(await answerTo(path.replace("/virginia/a", "/").replace(HOME, "nowhere-1"))).toEqual([wrong, HOME]);
  expect(await answerTo(path.replace(HOME, OTHER), "s3.eu-west-1.localhost:4566")).toEqual([
    "SignatureDoesNotMatch",
    undefined,
  ]);
});
