import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type LoggingConfig,
  type Runtime,
} from "@aws-sdk/client-lambda";
import { onTestFinished } from "vitest";
import { lambdaCloud } from "./lambda-cloud.ts";
import { smallPackage } from "./small-package.ts";

export const ROLE = "arn:aws:iam::123456789012:role/functions";

export interface Given {
  readonly files: Readonly<Record<string, string>>;
  readonly runtime?: Runtime;
  readonly handler?: string;
  readonly timeoutSeconds?: number;
  readonly logging?: LoggingConfig;
}

/** A cloud with the function `worker`, and a client. */
export async function withFunction(
  given: Given,
  story: (parts: ReturnType<typeof partsOf>) => Promise<void>,
): Promise<void> {
  const cloud = lambdaCloud();
  onTestFinished(() => cloud.lambda.close());
  const zip = await smallPackage(given.files);
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    await client.send(
      new CreateFunctionCommand({
        FunctionName: "worker",
        Role: ROLE,
        Runtime: given.runtime ?? "python3.12",
        Handler: given.handler ?? "handler.handler",
        Code: { ZipFile: zip },
        ...(given.logging && { LoggingConfig: given.logging }),
        ...(given.timeoutSeconds !== undefined && { Timeout: given.timeoutSeconds }),
      }),
    );
    await story(partsOf(cloud, client));
  });
}

function partsOf(cloud: ReturnType<typeof lambdaCloud>, client: LambdaClient) {
  const invoke = async (event: unknown = {}) => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: "worker", Payload: Buffer.from(JSON.stringify(event)), LogType: "Tail" }),
    );
    return {
      payload: Buffer.from(answer.Payload ?? []).toString("utf8"),
      error: answer.FunctionError,
      log: Buffer.from(answer.LogResult ?? "", "base64").toString("utf8"),
    };
  };
  return { cloud, client, invoke };
}
