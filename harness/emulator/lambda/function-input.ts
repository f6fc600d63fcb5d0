import { z } from "zod";
import { recordOf } from "../gateway/record-of.ts";
import { invalidParameterValue, notEmulated } from "./errors.ts";
import {
  ARCHITECTURES_OF_A_FUNCTION,
  MAX_DESCRIPTION_CHARACTERS,
  MAX_ZIP_BYTES,
  MEMORY_MEGABYTES,
  TIMEOUT_SECONDS,
} from "./limits.ts";
import type { FunctionConfiguration } from "./processes/deployed-function.ts";

const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const architectures = {
  Architectures: optional(z.array(z.enum(["x86_64", "arm64"])).length(ARCHITECTURES_OF_A_FUNCTION)),
};
const zipFile = z.base64().transform((text) => Buffer.from(text, "base64"));

const settings = {
  Role: optional(z.string()),
  Runtime: optional(z.string()),
  Handler: optional(z.string()),
  Description: optional(z.string().max(MAX_DESCRIPTION_CHARACTERS)),
  Timeout: optional(z.number().int().min(TIMEOUT_SECONDS.least).max(TIMEOUT_SECONDS.most)),
  MemorySize: optional(z.number().int().min(MEMORY_MEGABYTES.least).max(MEMORY_MEGABYTES.most)),
  Environment: optional(z.object({ Variables: optional(recordOf(z.string())) })),
};

/** Members that change nothing here: how AWS traces, logs, stores and isolates. */
const WITHOUT_EFFECT = new Set(["TracingConfig", "LoggingConfig", "EphemeralStorage", "SnapStart", "KMSKeyArn"]);

const createSchema = z.object({
  FunctionName: z.string(),
  Code: z.object({ ZipFile: optional(zipFile) }).catchall(z.unknown()),
  PackageType: optional(z.literal("Zip")),
  Publish: optional(z.literal(false)),
  Tags: optional(recordOf(z.string())),
  ...architectures,
  ...settings,
});
const updateSchema = z.object({ RevisionId: optional(z.string()), ...settings });
const codeSchema = z.object({
  ZipFile: optional(zipFile),
  Publish: optional(z.literal(false)),
  DryRun: optional(z.boolean()),
  RevisionId: optional(z.string()),
  ...architectures,
});

type FunctionSettings = Omit<z.output<typeof updateSchema>, "RevisionId">;

export const parseCreateFunction = (input: unknown) => parse("CreateFunction", createSchema, input);
export const parseUpdateConfiguration = (input: unknown) => parse("UpdateFunctionConfiguration", updateSchema, input);
export const parseUpdateCode = (input: unknown) => parse("UpdateFunctionCode", codeSchema, input);

/** The package of a request. Throws AwsError when there is none, or when it is somewhere else. */
export function zipOf(operation: string, code: { readonly ZipFile?: Buffer | undefined }): Buffer {
  const elsewhere = Object.entries(code).find(([name, value]) => /^(?:S3|Image)/.test(name) && value !== null);
  if (elsewhere) throw notEmulated(`lambda:${operation} with ${elsewhere[0]}`);
  if (!code.ZipFile) throw invalidParameterValue("Please provide a source for function code.");
  if (code.ZipFile.length > MAX_ZIP_BYTES) {
    throw invalidParameterValue(`Zipped size must be smaller than ${MAX_ZIP_BYTES} bytes`);
  }
  return code.ZipFile;
}

/** What a request sets; what it does not name stays as in `before`, or has Lambda's default. Throws AwsError. */
export function configurationOf(
  { Role, Runtime, Handler, Description, Timeout, MemorySize, Environment }: FunctionSettings,
  before?: FunctionConfiguration,
): FunctionConfiguration {
  const roleArn = required("role", Role ?? before?.roleArn);
  const role = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(roleArn)?.[1];
  if (role === undefined) throw invalidParameterValue("The role defined for the function cannot be assumed by Lambda.");
  return {
    roleArn,
    role,
    runtime: required("runtime", Runtime ?? before?.runtime),
    handler: required("handler", Handler ?? before?.handler),
    description: Description ?? before?.description ?? "",
    timeoutSeconds: Timeout ?? before?.timeoutSeconds ?? TIMEOUT_SECONDS.usual,
    memoryMegabytes: MemorySize ?? before?.memoryMegabytes ?? MEMORY_MEGABYTES.usual,
    environment: Environment ? (Environment.Variables ?? {}) : (before?.environment ?? {}),
    architecture: before?.architecture ?? "x86_64",
  };
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  throw invalidParameterValue(
    `${name[0]?.toUpperCase()}${name.slice(1)} is mandatory for functions created with deployment packages.`,
  );
}

function parse<T extends z.ZodObject>(operation: string, schema: T, input: unknown): z.output<T> {
  if (typeof input === "object" && input !== null) {
    for (const [name, value] of Object.entries(input)) {
      if (Object.hasOwn(schema.shape, name) || WITHOUT_EFFECT.has(name) || saysNothing(value)) continue;
      throw notEmulated(`lambda:${operation} with ${name}`);
    }
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join(".") ?? "";
  if (where === "Publish") throw notEmulated(`lambda:${operation} with Publish`);
  if (where === "PackageType") throw notEmulated(`lambda:${operation} with PackageType Image`);
  throw invalidParameterValue(`${where || "The request"}: ${issue?.message ?? "wrong"}`);
}

/** `Layers: []`, `VpcConfig: {SubnetIds: []}` */
function saysNothing(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === null || value === undefined || value === "";
  return Object.values(value).every(saysNothing);
}
