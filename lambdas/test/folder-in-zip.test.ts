import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { loadLambda } from "../load.ts";
import { Endpoint } from "./endpoint.ts";

const endpoint = new Endpoint();
beforeAll(() => endpoint.listen());
afterAll(() => endpoint.close());

async function zip(content: string): Promise<string> {
  endpoint.stored.clear();
  endpoint.stored.set("28/raw/photos/", { bytes: Buffer.from(content), contentType: "image/jpeg" });
  const s3 = new S3Client({
    endpoint: `http://${endpoint.host}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  });
  const createZip = await loadLambda("zip");
  const handler = createZip({
    system: new System("current"),
    environment: {},
    s3: () => s3,
    sfn: () => {
      throw new Error("the zip Lambda starts nothing");
    },
    now: () => 0,
    random: () => 0,
    log: () => {},
    compute: (_label, _modelledMs, work) => work(),
  });
  const input = JSON.stringify({ jobId: 7, listingIdentityId: 28, assets: [{ key: "28/raw/photos/" }] });
  try {
    return await handler(input, { awsRequestId: "r", functionArn: "a", deadlineMs: 0 });
  } finally {
    s3.destroy();
  }
}

test("a key that ends in a slash is refused as in Go, but for an empty object", async () => {
  await expect(zip("x")).rejects.toMatchObject({
    errorType: "wrapError",
    message: "failed to write 28/raw/photos/ to zip: zip: write to directory",
  });
  expect([...endpoint.stored.keys()]).toEqual(["28/raw/photos/"]);
  expect(JSON.parse(await zip("")).body).toMatchObject({ assetsZipped: 1, zipSizeBytes: 112, unzippedSizeBytes: 0 });
});
