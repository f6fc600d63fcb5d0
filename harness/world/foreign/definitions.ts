import { readFileSync } from "node:fs";
import { parse as parseYaml } from "yaml";
import {
  FUNCTIONS,
  functionArn,
  type Infrastructure,
  type LambdaName,
  VIDEO_ROLE,
} from "../../../system/infrastructure.ts";
import { type Definitions, roleArn } from "../../cloud/backends/deployment.ts";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignSystem } from "./foreign-system.ts";

/** Any ARN with a region or an account in it; those of the service integrations (`arn:aws:states:::`) have neither. */
const ARN = /\barn:aws[\w-]*:([a-z0-9-]+):([a-z]{2}(?:-[a-z]+)+-\d)?:(\d{12})?:/g;
const FUNCTION_ARN = /\barn:aws:lambda:[\w-]*:\d*:function:([A-Za-z0-9_-]+)/g;
const SUBSTITUTION = /\$\{([^{}]+)\}/g;

/**
 * The definitions of a foreign system as they fit a world: account and region are the world's in every ARN, names stay, and
 * `${…}` of a template has its value.
 *
 * @throws UsageError for a file that is no definition, a `${…}` that nothing is known for, or a function that is not deployed.
 */
export function foreignDefinitions(
  files: ForeignSystem["stateMachines"],
  at: Infrastructure,
  values: Readonly<Record<string, string>>,
): Definitions {
  const named = Object.entries(files).filter(([, file]) => file !== undefined);
  return Object.fromEntries(named.map(([name, file]) => [name, readDefinition(file, at, values)]));
}

function readDefinition(file: string, at: Infrastructure, values: Readonly<Record<string, string>>): string {
  const text = readText(file)
    .replace(SUBSTITUTION, (_whole, name: string) => substituted(name.trim(), file, at, values))
    .replace(
      ARN,
      (_whole, service: string, region?: string, account?: string) =>
        `arn:aws:${service}:${region === undefined ? "" : at.region}:${account === undefined ? "" : at.accountId}:`,
    );
  const definition = parsed(file, text);
  requireDeployed(file, definition, at);
  return JSON.stringify(definition);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parsed(file: string, text: string): unknown {
  const isYaml = /\.ya?ml$/i.test(file);
  try {
    return isYaml ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new UsageError(`The state machine definition ${file} is no ${isYaml ? "YAML" : "JSON"}: ${reason}.`);
  }
}

/**
 * What a name in a deployment template most likely stands for: Terraform and SAM name their values freely
 * (`${validate_lambda_arn}`, `${ThumbnailsFunctionArn}`).
 */
function substituted(name: string, file: string, at: Infrastructure, values: Readonly<Record<string, string>>): string {
  const value = values[name];
  if (value !== undefined) return value;
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  // The longest first: video_thumbnails is no thumbnails.
  const code = (Object.keys(FUNCTIONS) as LambdaName[])
    .toSorted((one, other) => other.length - one.length)
    .find((lambda) => plain.includes(lambda.replace("_", "")));
  if (code) return plain.endsWith("name") ? FUNCTIONS[code] : functionArn(at, FUNCTIONS[code]);
  if (plain.includes("account")) return at.accountId;
  if (plain.includes("region")) return at.region;
  if (plain.includes("mediaconvert") && plain.includes("role")) return roleArn(at, VIDEO_ROLE);
  if (plain.includes("bucket")) return at.bucket.name;
  if (plain === "env" || plain === "environment" || plain === "stage") return "staging";
  throw new UsageError(
    `Nothing is known for \${${name}} in the state machine definition ${file}: put its value there.`,
  );
}

function requireDeployed(file: string, definition: unknown, at: Infrastructure): void {
  const deployed = at.functions.map(({ name }) => name);
  for (const name of functionsOf(definition)) {
    if (deployed.includes(name)) continue;
    const near = nearest(name, deployed);
    throw new UsageError(
      `The state machine definition ${file} names the function ${name}, which is not deployed` +
        `${near === undefined ? "" : `; there is ${near}`}.`,
    );
  }
}

/** Functions by ARN anywhere, or as the parameter of Lambda's own integration. */
function functionsOf(definition: unknown): string[] {
  if (typeof definition === "string") return [...definition.matchAll(FUNCTION_ARN)].map(([, name = ""]) => name);
  if (typeof definition !== "object" || definition === null) return [];
  return Object.entries(definition).flatMap(([key, value]) => {
    const isName = key === "FunctionName" && typeof value === "string" && /^[A-Za-z0-9_-]+$/.test(value);
    return isName ? [value as string] : functionsOf(value);
  });
}
