import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateStateMachineCommand, type LogLevel, SFNClient } from "@aws-sdk/client-sfn";
import { createLogs } from "../../logs/index.ts";
import { createServiceCalls } from "../../service-calls/index.ts";
import { smallCloud } from "../../sqs/test/small-cloud.ts";
import { createStepFunctions } from "../index.ts";
import type { TaskIntegrations } from "../tasks/task-integrations.ts";

export const ROLE_ARN = "arn:aws:iam::123456789012:role/machine";
const GROUP = "/aws/vendedlogs/states/test";
export const GROUP_ARN = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*`;

/** Step Functions and CloudWatch Logs behind one gateway, with the SDK's clients; Tasks reach these two alone. */
export function loggedCloud() {
  const callService = createServiceCalls((source, role, http) => cloud.sendAs(source, role, http));
  const integrations = new Proxy({ callService } as TaskIntegrations, {
    get: (known, name) => Reflect.get(known, name) ?? refuseCall,
  });
  const cloud = smallCloud(
    (deps) => {
      const logs = createLogs(deps);
      return [logs, createStepFunctions({ ...deps, integrations, logs })];
    },
    { machine: [{ actions: ["*"], resources: ["*"] }] },
  );
  const sfn = new SFNClient(cloud.client());
  const logs = new CloudWatchLogsClient(cloud.client());
  return {
    clock: cloud.clock,
    sfn,
    logs,
    createGroup: () => logs.send(new CreateLogGroupCommand({ logGroupName: GROUP })),
    /** Creates a machine that logs into the group, and returns its ARN. */
    async createMachine(
      definition: string | object,
      options: { name?: string; type?: "STANDARD" | "EXPRESS"; level?: LogLevel; includeExecutionData?: boolean } = {},
    ): Promise<string> {
      const { level, includeExecutionData, name = "machine", type } = options;
      const { stateMachineArn = "" } = await sfn.send(
        new CreateStateMachineCommand({
          name,
          type,
          roleArn: ROLE_ARN,
          definition: typeof definition === "string" ? definition : JSON.stringify(definition),
          ...(level && {
            loggingConfiguration: {
              level,
              includeExecutionData,
              destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: GROUP_ARN } }],
            },
          }),
        }),
      );
      return stateMachineArn;
    },
    /** Messages of all executions, parsed, in order. */
    async messages(filterPattern?: string): Promise<Record<string, unknown>[]> {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: GROUP, logStreamNamePrefix: "states/", filterPattern }),
      );
      return events.map(({ message = "" }) => JSON.parse(message) as Record<string, unknown>);
    },
  };
}

function refuseCall(): never {
  throw new Error("This test calls neither Lambda nor MediaConvert.");
}
