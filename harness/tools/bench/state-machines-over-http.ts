import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { FIVE_STATES } from "./five-states.ts";
import { realMs } from "./measure.ts";

const WARM_UP = 300;
const EXECUTIONS = 2_000;
const CONNECTIONS = 8;
const READY = /served at (\S+)/;

/**
 * The same five states over HTTP, as a client of a cloud in its own process: StartExecution, then DescribeExecution
 * until it has ended.
 */
export async function benchOverHttp(print: (text: string) => void): Promise<boolean> {
  const cloud = spawn(process.execPath, ["harness/cli/cloud/main.ts", "--port", "0", "--clock", "virtual"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(cloud, "exit");
  try {
    const endpoint = await addressOf(cloud.stdout);
    const client = new SFNClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({
        name: "five",
        definition: JSON.stringify(FIVE_STATES),
        roleArn: "arn:aws:iam::123456789012:role/bench",
      }),
    );
    await runAll(client, stateMachineArn, WARM_UP);
    const ms = await realMs(() => runAll(client, stateMachineArn, EXECUTIONS));
    const rate = ((EXECUTIONS * 1000) / ms).toFixed(0);
    print(
      `the same over HTTP, AWS SDK with ${CONNECTIONS} at once, StartExecution and DescribeExecution`.padEnd(74) +
        `${rate} executions/s`.padStart(22),
    );
    client.destroy();
    return true;
  } finally {
    cloud.kill();
    await ended;
  }
}

async function runAll(client: SFNClient, stateMachineArn: string | undefined, count: number): Promise<void> {
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started++ < count) {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"number":1}' }));
      for (;;) {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (status === "SUCCEEDED") break;
        if (status !== "RUNNING") throw new Error(`${executionArn} is ${status}.`);
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of output) {
    text += String(chunk);
    const [, address] = READY.exec(text) ?? [];
    if (address) {
      // Its remaining output must not block it.
      output.resume();
      return address;
    }
  }
  throw new Error(`The cloud did not start: ${text}`);
}
