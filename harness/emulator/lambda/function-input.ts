import { z } from "zod";
import { recordOf } from "../gateway/record-of.ts";
import { invalidParameterValue, notEmulated } from "./errors.ts";
import { checkRuntime, hasSnapStart } from "./functions/runtime-names.ts";
import { checkVariables } from "./functions/variables.ts";
import {
  ARCHITECTURES_OF_A_FUNCTION,
  MAX_DESCRIPTION_CHARACTERS,
  MEMORY_MEGABYTES,
  TIMEOUT_SECONDS,
} from "./limits.ts";
import type { FunctionConfiguration, KeptMembers } from "./processes/deployed-function.ts";
import { checkConstraints, optional, saysNothing } from "./request-input.ts";

const architectures = {
  Architectures: optional(z.array(z.enum(["x86_64", "arm64"])).length(ARCHITECTURES_OF_A_FUNCTION)),
};

const codeMembers = {
  ZipFile: optional(z.base64().transform((text) => Buffer.from(text, "base64"))),
  S3Bucket: optional(z.string()),
  S3Key: optional(z.string()),
  S3ObjectVersion: optional(z.string()),
  ImageUri: optional(z.string()),
};

/** Where a package is: in the request, or in a bucket. */
export type CodeSource = z.output<z.ZodObject<typeof codeMembers>>;

/** Members that change nothing here and are answered as they were given: how AWS traces, logs, stores and isolates. */
const kept = {
  TracingConfig: optional(z.object({ Mode: z.enum(["Active", "PassThrough"]) })),
  LoggingConfig: optional(recordOf(z.string())),
  EphemeralStorage: optional(z.object({ Size: z.number().int() })),
  SnapStart: optional(z.object({ ApplyOn: z.enum(["None", "PublishedVersions"]) })),
  KMSKeyArn: optional(z.string()),
};

const settings = {
  Role: optional(z.string()),
  Runtime: optional(z.string()),
  Handler: optional(z.string()),
  Description: optional(z.string().max(MAX_DESCRIPTION_CHARACTERS)),
  Timeout: optional(z.number().int().min(TIMEOUT_SECONDS.least).max(TIMEOUT_SECONDS.most)),
  MemorySize: optional(z.number().int().min(MEMORY_MEGABYTES.least).max(MEMORY_MEGABYTES.most)),
  Environment: optional(z.object({ Variables: optional(recordOf(z.string())) })),
  DeadLetterConfig: optional(z.object({ TargetArn: optional(z.string()) })),
  Layers: optional(z.array(z.string())),
  ...kept,
};

const createSchema = z.object({
  FunctionName: z.string(),
  Code: z.strictObject(codeMembers),
  PackageType: optional(z.literal("Zip")),
  Publish: optional(z.boolean()),
  Tags: optional(recordOf(z.string())),
  ...architectures,
  ...settings,
});
const updateSchema = z.object({ RevisionId: optional(z.string()), ...settings });
const codeSchema = z.object({
  Publish: optional(z.boolean()),
  DryRun: optional(z.boolean()),
  RevisionId: optional(z.string()),
  ...codeMembers,
  ...architectures,
});

type FunctionSettings = Omit<z.output<typeof updateSchema>, "RevisionId">;

export const parseCreateFunction = (input: unknown) => parse("CreateFunction", createSchema, input);
export const parseUpdateConfiguration = (input: unknown) => parse("UpdateFunctionConfiguration", updateSchema, input);
export const parseUpdateCode = (input: unknown) => parse("UpdateFunctionCode", codeSchema, input);

/** What a request sets; what it does not name stays as in `before`, or has Lambda's default. Throws AwsError. */
export function configurationOf(
  input: FunctionSettings,
  layers: FunctionConfiguration["layers"],
  before?: FunctionConfiguration,
): FunctionConfiguration {
  const { Role, Runtime, Handler, Description, Timeout, MemorySize, Environment, DeadLetterConfig } = input;
  const { runtime, handler } = programOf(Runtime || before?.runtime, Handler || before?.handler);
  if (Runtime) checkRuntime(Runtime);
  if (Environment) checkVariables(Environment.Variables ?? {});
  const roleArn = Role ?? before?.roleArn ?? "";
  const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(roleArn)?.[1];
  if (role === undefined) throw invalidParameterValue("The role defined for the function cannot be assumed by Lambda.");
  return {
    roleArn,
    role,
    runtime,
    handler,
    description: Description ?? before?.description ?? "",
    timeoutSeconds: Timeout ?? before?.timeoutSeconds ?? TIMEOUT_SECONDS.usual,
    memoryMegabytes: MemorySize ?? before?.memoryMegabytes ?? MEMORY_MEGABYTES.usual,
    environment: Environment ? (Environment.Variables ?? {}) : (before?.environment ?? {}),
    architecture: before?.architecture ?? "x86_64",
    deadLetterArn: DeadLetterConfig ? deadLetterArn(DeadLetterConfig.TargetArn) : before?.deadLetterArn,
    layers: layers ?? before?.layers,
    kept: keptOf(input, runtime, before?.kept),
  };
}

/** A queue or a topic. */
function deadLetterArn(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === "") return undefined;
  if (/^arn:aws[a-z-]*:s[nq]s:/.test(arn)) return arn;
  throw invalidParameterValue(`The provided dead letter target ${arn} is no ARN of a queue or a topic.`);
}

function keptMembers(input: FunctionSettings): KeptMembers {
  const members = Object.keys(kept).flatMap((name) => {
    const value = input[name as keyof FunctionSettings];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(members) as KeptMembers;
}

/** What runs. Throws InvalidParameterValueException in AWS's words (pipe-cd/pipecd#1400). */
function programOf(runtime: string | undefined, handler: string | undefined) {
  if (runtime && handler) return { runtime, handler };
  throw invalidParameterValue(
    "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
  );
}

function keptOf(input: FunctionSettings, runtime: string, before: KeptMembers | undefined): KeptMembers {
  const kept = { ...before, ...keptMembers(input) };
  if (kept.SnapStart?.ApplyOn === "PublishedVersions" && !hasSnapStart(runtime)) {
    throw invalidParameterValue(`${runtime} is not supported for SnapStart enabled functions.`);
  }
  return kept;
}

function parse<T extends z.ZodObject>(operation: string, schema: T, input: unknown): z.output<T> {
  if (typeof input === "object" && input !== null) {
    for (const [name, value] of Object.entries(input)) {
      if (!Object.hasOwn(schema.shape, name) && !saysNothing(value))
        throw notEmulated(`lambda:${operation} with ${name}`);
    }
  }
  checkConstraints(operation, input);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join(".") ?? "";
  if (where === "PackageType") throw notEmulated(`lambda:${operation} with PackageType Image`);
  throw invalidParameterValue(`${where || "The request"}: ${issue?.message ?? "wrong"}`);
}
