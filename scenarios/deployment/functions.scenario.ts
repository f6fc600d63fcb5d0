import { GetFunctionConfigurationCommand, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { BUCKET, expect, FUNCTIONS, PROCESSING_MACHINE, QUEUE, queueArn, scenario, stateMachineArn } from "#scenario";

const CALLBACK = {
  CALLBACK_URL: "https://api.toq.example/api/v2/listings/media/callback",
  CALLBACK_SECRET: "golden-test-secret",
};

/** docs/contract/config.md 2 and 3: megabytes, seconds, environment. */
const DEPLOYED = {
  validate: [512, 60, { MEDIA_BUCKET: BUCKET, STATE_MACHINE_ARN: "the processing machine's" }],
  thumbnails: [2048, 300, { MEDIA_BUCKET: BUCKET }],
  video_thumbnails: [1024, 300, { MEDIA_BUCKET: BUCKET }],
  consolidate: [128, 3, {}],
  zip: [3008, 900, { MEDIA_BUCKET: BUCKET }],
  callback: [256, 60, CALLBACK],
} as const;

scenario(
  "each function has the memory, the time and the environment that were measured for it",
  { needs: ["virtual-time"] },
  async ({ world }) => {
    const { lambda } = await world.clients();
    for (const [code, [memory, seconds, environment]] of Object.entries(DEPLOYED)) {
      const FunctionName = FUNCTIONS[code as keyof typeof DEPLOYED];
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const variables: Readonly<Record<string, string>> =
        code === "validate"
          ? { ...environment, STATE_MACHINE_ARN: stateMachineArn(world.place, PROCESSING_MACHINE) }
          : environment;
      expect([code, found.MemorySize, found.Timeout]).toEqual([code, memory, seconds]);
      expect([code, found.Environment?.Variables ?? {}]).toEqual([code, variables]);
    }
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toMatchObject([
      {
        EventSourceArn: queueArn(world.place, QUEUE),
        BatchSize: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
    ]);
  },
);
