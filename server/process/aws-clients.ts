import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { AwsConfiguration, StaticKeys } from "../configuration-file.ts";
import type { ServerAwsClients } from "../ports.ts";

/** Endpoint, credentials and settings missing in the file come from the environment, as for every SDK. */
export function awsClients(aws: AwsConfiguration, environment: NodeJS.ProcessEnv): ServerAwsClients {
  const endpoint = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  const s3 = (keys: StaticKeys | undefined): S3Client =>
    new S3Client({
      ...regionOf(aws.s3Region),
      // An endpoint of one's own has no host for every bucket.
      forcePathStyle: endpoint !== undefined && endpoint !== "",
      ...(keys ? { credentials: { ...keys } } : {}),
    });
  return {
    s3Admin: s3(aws.admin),
    s3Reader: s3(aws.reader),
    // Checksums are compared where messages are sent, as Go does (docs/contract/pipeline.md 8).
    // The host of queue.url is not where requests go (endpoint-variants), as little as in the Go SDK.
    sqs: new SQSClient({ ...regionOf(aws.queueRegion), useQueueUrlAsEndpoint: false, md5: false }),
    sfn: new SFNClient(regionOf(aws.workflowRegion)),
  };
}

function regionOf(region: string): { readonly region?: string } {
  return region === "" ? {} : { region };
}
