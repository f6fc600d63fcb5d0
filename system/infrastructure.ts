import type { System } from "./revisions.ts";

/**
 * What is deployed, as one description: docs/contract/config.md section 3 and docs/contract/pipeline.md. The embedded
 * cloud and every other backend are provisioned from it.
 */
export interface Infrastructure {
  readonly accountId: string;
  readonly region: string;
  readonly bucket: { readonly name: string; readonly versioned: boolean };
  readonly queues: readonly QueueDescription[];
  readonly functions: readonly FunctionDescription[];
  readonly stateMachines: readonly StateMachineDescription[];
  readonly eventSourceMappings: readonly EventSourceMappingDescription[];
  readonly policies: Readonly<Record<string, readonly PolicyStatementDescription[]>>;
}

export interface QueueDescription {
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly messageRetentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly redrive?: { readonly deadLetterQueue: string; readonly maxReceiveCount: number };
}

export type LambdaName = "validate" | "thumbnails" | "video_thumbnails" | "consolidate" | "zip" | "callback";

export interface FunctionDescription {
  readonly name: string;
  /** Which Lambda's code runs in it. */
  readonly code: LambdaName;
  /** The system whose build it runs: D20 leaves a function on the previous build. */
  readonly build: "this" | "previous";
  readonly role: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface StateMachineDescription {
  readonly name: string;
  readonly definition: "processing" | "finalization";
  readonly role: string;
}

export interface EventSourceMappingDescription {
  readonly queue: string;
  readonly function: string;
  readonly batchSize: number;
  /** The function names the messages that failed; else a batch fails as a whole. */
  readonly reportBatchItemFailures: boolean;
}

export interface PolicyStatementDescription {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export const BUCKET = "toq-listing-medias";
export const QUEUE = "listing-media-processing-staging";
export const DEAD_LETTER_QUEUE = "listing-media-processing-dlq-staging";
export const PROCESSING_MACHINE = "listing-media-processing-sm-staging";
export const FINALIZATION_MACHINE = "listing-media-finalization-sm-staging";
/** The function that runs each Lambda's code. */
export const FUNCTIONS = {
  validate: "listing-media-validate-staging",
  thumbnails: "listing-media-thumbnails-staging",
  video_thumbnails: "listing-media-video_thumbnails-staging",
  consolidate: "listing-media-consolidate-staging",
  zip: "listing-media-zip-staging",
  /** The function that both machines invoke for callbacks; not the one that the deploy script updates (D20). */
  callback: "listing-media-callback-dispatch-staging",
} as const satisfies Readonly<Record<LambdaName, string>>;
export const VIDEO_ROLE = "toq-media-processing-mediaconvert-staging";

/**
 * Roles: the backend, one for the functions, one for the machines. Names are ours; the contract gives only what they
 * may do.
 */
export const ROLES = {
  backend: "toq-backend",
  functions: "toq-media-functions",
  machines: "toq-media-machines",
} as const;

export function stateMachineArn(at: { accountId: string; region: string }, name: string): string {
  return `arn:aws:states:${at.region}:${at.accountId}:stateMachine:${name}`;
}

export function functionArn(at: { accountId: string; region: string }, name: string): string {
  return `arn:aws:lambda:${at.region}:${at.accountId}:function:${name}`;
}

export function queueArn(at: { accountId: string; region: string }, name: string): string {
  return `arn:aws:sqs:${at.region}:${at.accountId}:${name}`;
}

export interface InfrastructureOptions {
  readonly accountId: string;
  readonly region: string;
  readonly callbackUrl: string;
  readonly callbackSecret: string;
  /** Another bucket name, where bucket names are shared with others. Default: the contract's. */
  readonly bucketName?: string;
}

export function describeInfrastructure(system: System, options: InfrastructureOptions): Infrastructure {
  const at = { accountId: options.accountId, region: options.region };
  const bucketName = options.bucketName ?? BUCKET;
  const bucketArn = `arn:aws:s3:::${bucketName}`;
  const processingArn = stateMachineArn(at, PROCESSING_MACHINE);
  const finalizationArn = stateMachineArn(at, FINALIZATION_MACHINE);
  const storage = { MEDIA_BUCKET: bucketName };
  const callback = { CALLBACK_URL: options.callbackUrl, CALLBACK_SECRET: options.callbackSecret };
  const defined = (
    code: LambdaName,
    memoryMegabytes: number,
    timeoutSeconds: number,
    environment: Record<string, string>,
    name: string = FUNCTIONS[code],
    build: "this" | "previous" = "this",
  ): FunctionDescription => ({
    name,
    code,
    build,
    role: ROLES.functions,
    memoryMegabytes,
    timeoutSeconds,
    environment,
  });

  return {
    ...at,
    bucket: { name: bucketName, versioned: true },
    queues: [
      {
        name: DEAD_LETTER_QUEUE,
        visibilityTimeoutSeconds: 300,
        messageRetentionSeconds: 14 * 86400,
        receiveWaitSeconds: 0,
      },
      {
        name: QUEUE,
        visibilityTimeoutSeconds: 60,
        messageRetentionSeconds: 4 * 86400,
        receiveWaitSeconds: 20,
        redrive: { deadLetterQueue: DEAD_LETTER_QUEUE, maxReceiveCount: 5 },
      },
    ],
    functions: [
      defined("validate", 512, 60, { ...storage, STATE_MACHINE_ARN: processingArn }),
      defined("thumbnails", 2048, 300, storage),
      ...(system.features.videoBranch ? [defined("video_thumbnails", 1024, 300, storage)] : []),
      defined("consolidate", 128, 3, {}),
      defined("zip", 3008, 900, storage),
      defined("callback", 256, 60, callback, FUNCTIONS.callback, system.has("D20") ? "previous" : "this"),
      ...(system.has("D20") ? [defined("callback", 128, 3, {}, "listing-media-callback-staging")] : []),
    ],
    stateMachines: [
      { name: PROCESSING_MACHINE, definition: "processing", role: ROLES.machines },
      ...(system.has("D2")
        ? []
        : [{ name: FINALIZATION_MACHINE, definition: "finalization", role: ROLES.machines } as const]),
    ],
    // The mapping is not in the real deployment's files (docs/contract/config.md 3); 10 is AWS's default batch size.
    eventSourceMappings: [
      {
        queue: QUEUE,
        function: FUNCTIONS.validate,
        batchSize: 10,
        reportBatchItemFailures: !system.has("D31"),
      },
    ],
    policies: {
      [ROLES.backend]: [
        { actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], resources: [`${bucketArn}/*`] },
        { actions: ["sqs:SendMessage"], resources: [queueArn(at, QUEUE)] },
        {
          actions: ["states:StartExecution"],
          resources: system.has("D3") ? [processingArn] : [processingArn, finalizationArn],
        },
      ],
      [ROLES.functions]: [
        { actions: ["s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/*`] },
        { actions: ["states:StartExecution"], resources: [processingArn] },
        {
          actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
          resources: [queueArn(at, QUEUE)],
        },
      ],
      [ROLES.machines]: [
        { actions: ["lambda:InvokeFunction"], resources: [`arn:aws:lambda:${at.region}:${at.accountId}:function:*`] },
        { actions: ["mediaconvert:CreateJob", "mediaconvert:GetJob", "mediaconvert:CancelJob"], resources: ["*"] },
      ],
      // The role is not in the real deployment's files; it can do no less, or no video would ever have been converted.
      [VIDEO_ROLE]: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: [`${bucketArn}/*`] }],
    },
  };
}
