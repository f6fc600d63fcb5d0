import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  DEAD_LETTER_QUEUE,
  FINALIZATION_MACHINE,
  type FunctionDescription,
  type Infrastructure,
  PROCESSING_MACHINE,
  QUEUE,
  queueArn,
  stateMachineArn,
} from "../../../system/infrastructure.ts";
import type { Definitions } from "../../cloud/backends/deployment.ts";
import type { FunctionCode } from "../../cloud/backends/localstack/provision-function.ts";
import { bundleBootstrap } from "../../cloud/bundles/bootstrap-bundle.ts";
import { zipFiles } from "../../cloud/bundles/zip-files.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { UsageError } from "../../support/usage-error.ts";
import { foreignDefinitions } from "./definitions.ts";
import { fillTemplate, placeholdersIn } from "./fill-template.ts";
import type { ForeignCode, ForeignSystem } from "./foreign-system.ts";
import { KEPT_INSIDE } from "./kept-inside.ts";
import type { PlaceholderValues } from "./placeholders.ts";
import { startScript } from "./start-script.ts";

/** What a system of the user's own deploys in the place of the replica's. */
interface OwnParts {
  /** `undefined` for a function that the replica's Lambda runs. */
  codeOf(description: FunctionDescription): Promise<FunctionCode | undefined>;
  readonly definitions: Definitions;
}

/** A running cloud. */
interface DeployedInto {
  readonly endpoint: string;
  /** Where functions reach it, when that is another address: they are in containers. */
  readonly endpointForFunctions?: string;
  /** Functions are in containers, where no path of this machine means anything. Default: a path may be one of theirs. */
  readonly inContainers?: boolean;
}

/** @throws UsageError for a definition or package that is none, or a placeholder that only a server can be told. */
export async function ownParts(
  foreign: ForeignSystem,
  infrastructure: Infrastructure,
  target: DeployedInto,
): Promise<OwnParts> {
  const { endpoint, endpointForFunctions, inContainers = false } = target;
  const known = knownValues(foreign, infrastructure, endpointForFunctions ?? endpoint);
  const values = inContainers ? withoutPaths(known) : known;
  const unknown = inContainers
    ? "a function in LocalStack's container cannot reach"
    : "is not known where only functions are deployed";
  return {
    definitions: foreignDefinitions(foreign.stateMachines, infrastructure, values),
    async codeOf(description) {
      const lambda = foreign.lambdas[description.code];
      if (!lambda) return undefined;
      const where = `${foreign.configPath}, the Lambda ${description.code},`;
      const fill = (text: string): string => filled(text, values, { where, unknown });
      const environment = Object.entries(lambda.environment).map(([name, value]) => [name, fill(value)]);
      return {
        ...(await packaged(lambda.code, fill, dirname(foreign.configPath))),
        environment: {
          // Functions in containers have networks of their own.
          ...(endpointForFunctions === undefined ? { ...KEPT_INSIDE, ...ffmpegFor(description, values) } : {}),
          ...description.environment,
          ...(endpointForFunctions !== undefined && { AWS_ENDPOINT_URL: endpointForFunctions }),
          ...Object.fromEntries(environment),
        },
      };
    },
  };
}

/** What a deployment knows; where the server, its database and its Redis are it does not. */
function knownValues(foreign: ForeignSystem, at: Infrastructure, endpoint: string): Partial<PlaceholderValues> {
  const ffmpeg = findFfmpeg(process.env);
  const callback = at.functions.find(({ environment }) => environment.CALLBACK_URL !== undefined)?.environment;
  return {
    "cloud.endpoint": endpoint,
    "cloud.region": at.region,
    "cloud.accountId": at.accountId,
    "bucket.name": at.bucket.name,
    "queue.url": new URL(`/${at.accountId}/${QUEUE}`, endpoint).href,
    "queue.arn": queueArn(at, QUEUE),
    "deadLetterQueue.url": new URL(`/${at.accountId}/${DEAD_LETTER_QUEUE}`, endpoint).href,
    "stateMachine.processing.arn": stateMachineArn(at, PROCESSING_MACHINE),
    "stateMachine.finalization.arn": stateMachineArn(at, FINALIZATION_MACHINE),
    ...(callback && {
      "callback.url": callback.CALLBACK_URL ?? "",
      "callback.secret": callback.CALLBACK_SECRET ?? "",
    }),
    "config.directory": dirname(foreign.configPath),
    "ffmpeg.path": "path" in ffmpeg ? ffmpeg.path : "",
  };
}

function withoutPaths({
  "config.directory": _folder,
  "ffmpeg.path": _ffmpeg,
  ...values
}: Partial<PlaceholderValues>): Partial<PlaceholderValues> {
  return values;
}

function filled(
  text: string,
  values: Partial<PlaceholderValues>,
  { where, unknown }: { readonly where: string; readonly unknown: string },
): string {
  for (const name of placeholdersIn(text, where)) {
    if (values[name] === undefined) throw new UsageError(`${where} holds {{${name}}}, which ${unknown}.`);
  }
  return fillTemplate(text, values as PlaceholderValues, where);
}

async function packaged(
  code: ForeignCode,
  fill: (text: string) => string,
  folder: string,
): Promise<Omit<FunctionCode, "environment">> {
  const shared = { handler: "bootstrap", runtime: "provided.al2023" } as const;
  if (code.kind === "zip") return { ...shared, zip: readFileSync(code.path) };
  if (code.kind === "bootstrap") return { ...shared, zip: (await bundleBootstrap(code.path)).zip };
  const content = Buffer.from(startScript(code.command.map(fill), folder));
  return { ...shared, zip: await zipFiles([{ name: "bootstrap", content, executable: true }]) };
}

/** In place of the layer that brings ffmpeg on AWS. */
function ffmpegFor(
  { code }: FunctionDescription,
  { "ffmpeg.path": path }: Partial<PlaceholderValues>,
): Readonly<Record<string, string>> {
  return code === "video_thumbnails" && path ? { FFMPEG_PATH: path } : {};
}
