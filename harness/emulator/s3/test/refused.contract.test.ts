import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { operationsIn } from "../../gateway/not-emulated.ts";
import { smallCloud } from "../../sqs/test/small-cloud.ts";
import { createS3 } from "../index.ts";
import { NOT_EMULATED } from "../not-emulated.ts";

installWorldGlobals();

/** Old spellings of `…Configuration`, which today's SDK has no commands for. */
const WITHOUT_COMMAND = [
  "GetBucketLifecycle",
  "GetBucketNotification",
  "PutBucketLifecycle",
  "PutBucketNotification",
  // Goes to a host of its own, which an endpoint of ours never is.
  "WriteGetObjectResponse",
];

/** What the wire does not tell apart from another, or tells by a header alone. */
const TOLD_NAMES: Readonly<Record<string, string>> = {
  ListDirectoryBuckets: "",
  ListObjectAnnotations: "GetObjectAnnotation",
};

/** What any of them may need to be sent at all. */
const INPUT = { Bucket: "bucket", Key: "key", Id: "1", UploadId: "u", PartNumber: 1, CopySource: "a/b" };

/** The commands share their shape; which one it is does not matter here. */
type AnyCommand = new (input: object) => sdk.ListBucketsCommand;

test.each(operationsIn(NOT_EMULATED).filter((name) => !WITHOUT_COMMAND.includes(name)))(
  "%s as the SDK sends it is refused as not emulated",
  async (name) => {
    const Command = (sdk as unknown as Readonly<Record<string, AnyCommand | undefined>>)[`${name}Command`];
    if (!Command) throw new Error(`The SDK has no command for ${name}.`);
    const cloud = smallCloud((deps) => [createS3(deps)]);
    await cloud.clock.drive(async () => {
      const client = new sdk.S3Client({ ...cloud.client(), forcePathStyle: true });
      await expect(client.send(new Command(INPUT))).rejects.toMatchObject({
        name: "NotImplemented",
        message: expect.stringContaining(TOLD_NAMES[name] ?? name),
        $metadata: { httpStatusCode: 501 },
      });
    });
  },
);
