import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, twoAccounts } from "./two-accounts.ts";

const bucket = { Bucket: BUCKET };
const at = (Key: string) => ({ ...bucket, Key });

test("notifications: queues and functions are told of what their rules want", async () => {
  const { s3, cloud } = await twoAccounts();
  const QueueArn = "arn:aws:sqs:us-east-1:123456789012:uploads";
  const LambdaFunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:thumbnails";
  const Filter = { Key: { FilterRules: [{ Name: "Suffix" as const, Value: ".jpg" }] } };
  const NotificationConfiguration: sdk.NotificationConfiguration = {
    QueueConfigurations: [{ Id: "q", QueueArn, Events: ["s3:ObjectCreated:*"], Filter } as never],
    LambdaFunctionConfigurations: [{ Id: "f", LambdaFunctionArn, Events: ["s3:ObjectRemoved:Delete"] }],
  };
  await s3.send(new sdk.PutBucketNotificationConfigurationCommand({ ...bucket, NotificationConfiguration }));
  expect(await s3.send(new sdk.GetBucketNotificationConfigurationCommand(bucket))).toMatchObject(
    NotificationConfiguration,
  );
  await s3.send(new sdk.PutObjectCommand({ ...at("a b.jpg"), Body: "jpg" }));
  await s3.send(new sdk.PutObjectCommand({ ...at("a.txt"), Body: "txt" }));
  await s3.send(new sdk.DeleteObjectCommand(at("a.txt")));
  expect(cloud.notices).toMatchObject([
    { target: "sqs", arn: QueueArn, message: { Event: "s3:TestEvent", Bucket: BUCKET } },
    {
      target: "sqs",
      arn: QueueArn,
      message: {
        Records: [
          {
            eventName: "ObjectCreated:Put",
            eventSource: "aws:s3",
            s3: { configurationId: "q", bucket: { name: BUCKET }, object: { key: "a+b.jpg", size: 3 } },
          },
        ],
      },
    },
    {
      target: "lambda",
      arn: LambdaFunctionArn,
      message: { Records: [{ eventName: "ObjectRemoved:Delete", s3: { object: { key: "a.txt" } } }] },
    },
  ]);
  const topic = {
    TopicConfigurations: [
      { TopicArn: "arn:aws:sns:us-east-1:123456789012:t", Events: ["s3:ObjectCreated:*" as const] },
    ],
  };
  const toTopic = new sdk.PutBucketNotificationConfigurationCommand({ ...bucket, NotificationConfiguration: topic });
  await expect(s3.send(toTopic)).rejects.toThrow("notifications to SNS is not emulated");
});
