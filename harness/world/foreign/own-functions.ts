import {
  FUNCTIONS,
  type FunctionDescription,
  type Infrastructure,
  type LambdaName,
} from "../../../system/infrastructure.ts";
import { roleArn } from "../../cloud/backends/deployment.ts";
import type { Lambda } from "../../emulator/lambda/index.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { CALLBACK_PATH } from "../world.ts";
import type { ForeignCode } from "./foreign-system.ts";
import { type FunctionPackage, functionPackage } from "./function-package.ts";
import { KEPT_INSIDE } from "./kept-inside.ts";

/** A Lambda of the user's in place of the replica's, ready to be deployed. */
export interface OwnLambda {
  readonly code: FunctionPackage;
  /** Of the user's own, over all others. */
  readonly environment: Readonly<Record<string, string>>;
}

export type OwnLambdas = ReadonlyMap<LambdaName, OwnLambda>;

/** Unpacks the code of each Lambda. Real work: call it outside of virtual time. */
export async function unpackLambdas(
  lambdas: Readonly<
    Partial<Record<LambdaName, { readonly code: ForeignCode; readonly environment: Readonly<Record<string, string>> }>>
  >,
  configPath: string,
): Promise<OwnLambdas> {
  const names = (Object.keys(FUNCTIONS) as LambdaName[]).filter((name) => lambdas[name]);
  const unpacked = names.map(async (name): Promise<[LambdaName, OwnLambda] | undefined> => {
    const lambda = lambdas[name];
    if (!lambda) return undefined;
    return [name, { code: await functionPackage(lambda.code, configPath), environment: lambda.environment }];
  });
  return new Map((await Promise.all(unpacked)).filter((entry) => entry !== undefined));
}

export interface Deploying {
  readonly lambda: Lambda;
  readonly infrastructure: Infrastructure;
  /** Sends the server a request of a function. */
  readonly sendToServer: (source: string, request: HttpRequest) => Promise<HttpResponse>;
}

/** Deploys every function whose code is one of these Lambdas. */
export async function deployOwnFunctions(lambdas: OwnLambdas, deploying: Deploying): Promise<void> {
  for (const description of deploying.infrastructure.functions) {
    const own = lambdas.get(description.code);
    if (own) await deployFunction(description, own, deploying);
  }
}

async function deployFunction(
  description: FunctionDescription,
  { code, environment }: OwnLambda,
  { lambda, infrastructure, sendToServer }: Deploying,
): Promise<void> {
  const { name, role, timeoutSeconds, memoryMegabytes } = description;
  const configuration = {
    runtime: "provided.al2023",
    handler: "bootstrap",
    role,
    roleArn: roleArn(infrastructure, role),
    description: "",
    timeoutSeconds,
    memoryMegabytes,
    environment: description.environment,
    architecture: process.arch === "arm64" ? "arm64" : "x86_64",
  } as const;
  await lambda.deployFunction(name, configuration, code.code, {
    ...(code.runtime && { runtime: code.runtime }),
    // Callbacks go the way of all that the process sends, so that it is known who calls, and waits meanwhile.
    environmentAt: (address) => ({
      ...KEPT_INSIDE,
      ...ffmpegFor(description),
      ...(description.environment.CALLBACK_URL !== undefined && { CALLBACK_URL: `http://${address}${CALLBACK_PATH}` }),
      ...environment,
    }),
    carry: (request) => (request.path.startsWith(CALLBACK_PATH) ? sendToServer(name, request) : undefined),
  });
}

/** In place of the layer that brings ffmpeg on AWS. */
function ffmpegFor({ code }: FunctionDescription): Readonly<Record<string, string>> {
  if (code !== "video_thumbnails") return {};
  const ffmpeg = findFfmpeg(process.env);
  return "path" in ffmpeg ? { FFMPEG_PATH: ffmpeg.path } : {};
}
