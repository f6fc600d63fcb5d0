import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SQSClient } from "@aws-sdk/client-sqs";

export interface ClientOptions {
  /** Base URL of the cloud: also what presigned URLs point to. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Carries the requests in place of sockets; see request-handler.ts. */
  readonly requestHandler?: S3ClientConfig["requestHandler"];
}

/**
 * SDK clients for any backend. Each is imported and made at its first use, because importing one costs up to 100 ms,
 * and is then the same one. The import is real asynchronous work: do it before virtual time begins.
 */
export interface Clients {
  /**
   * `presigning`: a client whose presigned PUTs carry no checksum. By default the SDK signs the checksum of an empty
   * body, because there is no body yet.
   */
  s3(options?: { presigning?: boolean }): Promise<S3Client>;
  sqs(): Promise<SQSClient>;
  sfn(): Promise<SFNClient>;
  lambda(): Promise<LambdaClient>;
}

export function createClients(options: ClientOptions): Clients {
  // The SDK reads every missing setting from the user's environment and ~/.aws, and then runs would differ by machine.
  const shared = {
    endpoint: options.endpoint,
    region: options.region,
    credentials: { ...options.credentials },
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "standard",
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: "",
    authSchemePreference: ["sigv4"] as string[],
    // A wrong clock must be visible, so the SDK must not correct it silently.
    disableClockSkewCorrection: true,
    ...(options.requestHandler && { requestHandler: options.requestHandler }),
  } as const;

  const s3 = async (requestChecksumCalculation: "WHEN_REQUIRED" | "WHEN_SUPPORTED"): Promise<S3Client> => {
    const { S3Client } = await import("@aws-sdk/client-s3");
    return new S3Client({
      ...shared,
      forcePathStyle: true,
      requestChecksumCalculation,
      responseChecksumValidation: "WHEN_SUPPORTED",
      useArnRegion: false,
      disableMultiregionAccessPoints: true,
      disableS3ExpressSessionAuth: true,
    });
  };
  const plainS3 = once(() => s3("WHEN_SUPPORTED"));
  const presigningS3 = once(() => s3("WHEN_REQUIRED"));

  return {
    s3: (choice) => (choice?.presigning ? presigningS3() : plainS3()),
    sqs: once(async () => {
      const { SQSClient } = await import("@aws-sdk/client-sqs");
      // Else the client would follow the host of each QueueUrl, away from the endpoint.
      // The server compares checksums itself, as the real one's SDK does (docs/contract/pipeline.md 8).
      return new SQSClient({ ...shared, useQueueUrlAsEndpoint: false, md5: false });
    }),
    sfn: once(async () => {
      const { SFNClient } = await import("@aws-sdk/client-sfn");
      return new SFNClient(shared);
    }),
    lambda: once(async () => {
      const { LambdaClient } = await import("@aws-sdk/client-lambda");
      return new LambdaClient(shared);
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
