import * as sdk from "@aws-sdk/client-s3";
import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { ACCOUNT, cloudOfAllRegions, HOME } from "../../../cloud/backends/test/two-regions.ts";
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
});

test("a queue, topic or function that is not there cannot be told, unless that is not to be looked at", async () => {
  const { clients } = cloudOfAllRegions();
  const { s3, sqs } = clients(HOME);
  await s3.send(new sdk.CreateBucketCommand(bucket));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "there" }));
  const Events = ["s3:ObjectCreated:*" as const];
  const queue = (name: string) => ({ QueueArn: `arn:aws:sqs:${HOME}:${ACCOUNT}:${name}`, Events });
  const put = (NotificationConfiguration: sdk.NotificationConfiguration, SkipDestinationValidation?: boolean) =>
    s3.send(
      new sdk.PutBucketNotificationConfigurationCommand({
        ...bucket,
        NotificationConfiguration,
        SkipDestinationValidation,
      }),
    );
  const told = async () =>
    (await s3.send(new sdk.GetBucketNotificationConfigurationCommand(bucket))).QueueConfigurations?.map(
      ({ QueueArn }) => QueueArn,
    );
  const LambdaFunctionArn = `arn:aws:lambda:${HOME}:${ACCOUNT}:function:absent`;
  await put({ QueueConfigurations: [queue("there")] });
  const refused = {
    name: "InvalidArgument",
    message: "Unable to validate the following destination configurations",
  };
  await expect(put({ QueueConfigurations: [queue("absent")] })).rejects.toMatchObject({
    ...refused,
    ArgumentName: queue("absent").QueueArn,
    ArgumentValue: "The destination queue does not exist",
  });
  const TopicArn = `arn:aws:sns:${HOME}:${ACCOUNT}:absent`;
  await expect(put({ TopicConfigurations: [{ TopicArn, Events }] })).rejects.toMatchObject({
    ...refused,
    ArgumentName: TopicArn,
    ArgumentValue: "The destination topic does not exist",
  });
  await expect(put({ LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events }] })).rejects.toMatchObject({
    ...refused,
    ArgumentValue: "The destination Lambda does not exist",
  });
  expect(await told()).toEqual([queue("there").QueueArn]);
  await put({ QueueConfigurations: [queue("absent")] }, true);
  expect(await told()).toEqual([queue("absent").QueueArn]);
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await expect(put({ QueueConfigurations: [queue("there")] })).rejects.toMatchObject(refused);
});
