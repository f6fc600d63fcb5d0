import type { FunctionDescription, Infrastructure, LambdaName } from "../../../system/infrastructure.ts";
import { roleArn } from "../../cloud/backends/deployment.ts";
import type { Bootstraps } from "../../cloud/backends/localstack/function-code.ts";
import type { Lambda } from "../../emulator/lambda/index.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { CALLBACK_PATH } from "../world.ts";
import type { ForeignLambda } from "./foreign-system.ts";
import { type FunctionPackage, functionPackage } from "./function-package.ts";
import { KEPT_INSIDE } from "./kept-inside.ts";

/** Where functions are deployed. */
export interface Deployment {
  readonly lambda: Lambda;
  readonly infrastructure: Infrastructure;
  /** Sends the server a request of a function. */
  readonly sendToServer: (source: string, request: HttpRequest) => Promise<HttpResponse>;
}

/** A Lambda of the user's, unpacked. */
interface OwnLambda extends FunctionPackage {
  readonly environment: Readonly<Record<string, string>>;
}

/** Lambdas of the user's in place of the replica's. */
export class OwnFunctions {
  readonly #lambdas: ReadonlyMap<LambdaName, OwnLambda>;

  constructor(lambdas: ReadonlyMap<LambdaName, OwnLambda>) {
    this.#lambdas = lambdas;
  }

  replaces(code: LambdaName): boolean {
    return this.#lambdas.has(code);
  }

  /** Deploys every function whose code is one of these Lambdas. */
  async deploy(deployment: Deployment): Promise<void> {
    for (const description of deployment.infrastructure.functions) {
      const own = this.#lambdas.get(description.code);
      if (own) await deployFunction(description, own, deployment);
    }
  }
}

/**
 * Unpacks the code of the Lambdas; `configPath` names them. Real work: call it outside of virtual time.
 *
 * @throws UsageError for what is no package.
 */
export async function unpackLambdas(
  lambdas: Readonly<Partial<Record<LambdaName, ForeignLambda>>>,
  configPath: string,
): Promise<OwnFunctions> {
  const unpacked = Object.entries(lambdas).map(async ([name, { code, environment }]) => {
    const own: OwnLambda = { ...(await functionPackage(code, configPath)), environment };
    return [name as LambdaName, own] as const;
  });
  return new OwnFunctions(new Map(await Promise.all(unpacked)));
}

/** As `unpackLambdas`, for the executables that the command line names. */
export function unpackBootstraps(bootstraps: Bootstraps): Promise<OwnFunctions> {
  const lambdas = Object.entries(bootstraps).map(([name, path]): [string, ForeignLambda] => [
    name,
    { code: { kind: "bootstrap", path }, environment: {} },
  ]);
  return unpackLambdas(Object.fromEntries(lambdas), "");
}

async function deployFunction(
  description: FunctionDescription,
  { code, runtime, environment }: OwnLambda,
  { lambda, infrastructure, sendToServer }: Deployment,
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
  await lambda.deployFunction(name, configuration, code, {
    ...(runtime && { runtime }),
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
