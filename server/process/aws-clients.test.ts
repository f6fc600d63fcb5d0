import { expect, test } from "vitest";
import { awsClients } from "./aws-clients.ts";

const REGIONS = { s3Region: "r1", queueRegion: "r2", workflowRegion: "r3" };

test.each([
  [{}, false],
  [{ AWS_ENDPOINT_URL: "" }, false],
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:4566" }, true],
  [{ AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4566" }, true],
  [{ AWS_ENDPOINT_URL_S3: "", AWS_ENDPOINT_URL: "http://127.0.0.1:4566" }, false],
])("with %j in the environment buckets are named in the path: %s", (environment, pathStyle) => {
  const { s3Admin, s3Reader } = awsClients(REGIONS, environment);
  expect([s3Admin.config.forcePathStyle, s3Reader.config.forcePathStyle]).toEqual([pathStyle, pathStyle]);
});

test("each service has its own region, and each client of S3 its own keys", async () => {
  const keys = (name: string) => ({ accessKeyId: `id of ${name}`, secretAccessKey: `secret of ${name}` });
  const { s3Admin, s3Reader, sqs, sfn } = awsClients({ ...REGIONS, admin: keys("admin"), reader: keys("reader") }, {});
  const regions = [s3Admin, s3Reader, sqs, sfn].map(({ config }) => config.region());
  expect(await Promise.all(regions)).toEqual(["r1", "r1", "r2", "r3"]);
  expect(await s3Admin.config.credentials()).toMatchObject(keys("admin"));
  expect(await s3Reader.config.credentials()).toMatchObject(keys("reader"));
});

test("the host of a queue's URL is not where its messages go, and checksums are compared elsewhere", () => {
  const { sqs } = awsClients(REGIONS, {});
  expect([sqs.config.useQueueUrlAsEndpoint, sqs.config.md5]).toEqual([false, false]);
});
