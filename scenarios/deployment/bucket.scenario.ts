import { GetBucketVersioningCommand } from "@aws-sdk/client-s3";
import { expect, scenario } from "#scenario";

// docs/contract/config.md 3.
scenario("the bucket keeps every version of an object", {}, async ({ world }) => {
  const { s3 } = await world.clients();
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: world.place.bucketName }));
  expect(Status).toBe("Enabled");
});
