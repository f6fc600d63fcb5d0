import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, scenario, serviceAnswer } from "#scenario";

scenario(
  "S3: objects are put, read by range and condition, listed, copied and deleted",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { s3 } = await world.clients();
    const Bucket = world.place.bucketName;
    const put = (Key: string, Body: string, more = {}) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body), ...more }));

    const first = { ContentType: "text/plain", Metadata: { room: "kitchen" }, CacheControl: "no-cache" };
    observe("put", await serviceAnswer(put("a/1.txt", "0123456789", first)));
    await put("a/2.txt", "two");
    await put("b/ä ö+.txt", "umlauts");
    await put("c", "");
    await put("Z", "before all small letters");

    observe("get", await serviceAnswer(s3.send(new GetObjectCommand({ Bucket, Key: "a/1.txt" }))));
    observe("head", await serviceAnswer(s3.send(new HeadObjectCommand({ Bucket, Key: "a/1.txt" }))));
    for (const Range of ["bytes=2-4", "bytes=7-", "bytes=-3", "bytes=5-100", "bytes=10-"]) {
      observe(`get ${Range}`, await serviceAnswer(s3.send(new GetObjectCommand({ Bucket, Key: "a/1.txt", Range }))));
    }
    observe("get a missing key", await serviceAnswer(s3.send(new GetObjectCommand({ Bucket, Key: "none" }))));
    observe("head a missing key", await serviceAnswer(s3.send(new HeadObjectCommand({ Bucket, Key: "none" }))));

    const { ETag = "" } = await s3.send(new HeadObjectCommand({ Bucket, Key: "a/1.txt" }));
    const conditional = (condition: object) =>
      serviceAnswer(s3.send(new GetObjectCommand({ Bucket, Key: "a/1.txt", ...condition })));
    observe("get if it matches", await conditional({ IfMatch: ETag }));
    observe("get if it matches something else", await conditional({ IfMatch: '"other"' }));
    observe("put unless it exists", await serviceAnswer(put("a/1.txt", "x", { IfNoneMatch: "*" })));

    const list = (options: object) => serviceAnswer(s3.send(new ListObjectsV2Command({ Bucket, ...options })));
    observe("list", await list({}));
    observe("list folders", await list({ Delimiter: "/" }));
    observe("list a folder", await list({ Prefix: "a/", StartAfter: "a/1.txt" }));
    const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1, Prefix: "a/" }));
    observe("first page", { keys: page.Contents?.map(({ Key }) => Key), truncated: page.IsTruncated });
    observe("second page", await list({ Prefix: "a/", ContinuationToken: page.NextContinuationToken }));

    const copy = { Bucket, Key: "copied", CopySource: `${Bucket}/a/1.txt` };
    observe("copy", await serviceAnswer(s3.send(new CopyObjectCommand(copy))));
    observe("head the copy", await serviceAnswer(s3.send(new HeadObjectCommand({ Bucket, Key: "copied" }))));

    observe("delete", await serviceAnswer(s3.send(new DeleteObjectCommand({ Bucket, Key: "c" }))));
    const Delete = { Objects: [{ Key: "copied" }, { Key: "never was" }] };
    observe("delete several", await serviceAnswer(s3.send(new DeleteObjectsCommand({ Bucket, Delete }))));
    expect((await world.objects()).map(({ key }) => key)).toEqual(["Z", "a/1.txt", "a/2.txt", "b/ä ö+.txt"]);
  },
);
