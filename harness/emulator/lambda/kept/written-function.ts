import { LambdaFunction, type RegisteredFunction } from "../functions/lambda-function.ts";
import type { DeployedCode } from "../processes/deployed-code.ts";
import type { FunctionConfiguration } from "../processes/deployed-function.ts";
import { findRuntime } from "../processes/runtimes.ts";
import type { LambdaState } from "../state.ts";

/** A version as plain data; packages are named by their SHA-256. */
interface WrittenVersion {
  readonly version: string;
  readonly modifiedAt: number;
  readonly revisionId: string;
  readonly code: string;
  readonly configuration: Omit<FunctionConfiguration, "layers">;
  readonly layers: readonly { readonly arn: string; readonly code: string }[] | undefined;
}

type Settings = Pick<
  LambdaFunction,
  | "functionName"
  | "functionArn"
  | "lastVersion"
  | "aliases"
  | "reservedConcurrency"
  | "tags"
  | "policies"
  | "urls"
  | "eventInvokeConfigs"
  | "provisioned"
  | "recursiveLoop"
  | "runtimeUpdates"
>;

export interface WrittenFunction extends Settings {
  readonly latest: WrittenVersion;
  readonly versions: readonly WrittenVersion[];
}

export function writtenFunction(all: LambdaFunction, codeOf: (code: DeployedCode) => string): WrittenFunction {
  const { latest, versions, active: _, ...settings } = all;
  const written = (version: RegisteredFunction) => writtenVersion(version, codeOf);
  return { ...settings, latest: written(latest), versions: versions.map(written) };
}

function writtenVersion(registered: RegisteredFunction, codeOf: (code: DeployedCode) => string): WrittenVersion {
  const { version, modifiedAt, revisionId, process } = registered;
  if (!process) throw new Error(`${registered.functionArn} has no package.`);
  const { layers, ...configuration } = process.deployed.configuration;
  return {
    version,
    modifiedAt,
    revisionId,
    code: codeOf(process.deployed.code),
    configuration,
    layers: layers?.map(({ arn, code }) => ({ arn, code: codeOf(code) })),
  };
}

/** Puts a function together again. Throws AwsError when this machine has nothing to run it with any more. */
export async function restoredFunction(
  { functions, processes }: LambdaState,
  { latest, versions, functionName, functionArn, lastVersion, ...settings }: WrittenFunction,
  codeOf: (sha256: string) => DeployedCode,
): Promise<void> {
  const registration = async ({ version, code, configuration, layers }: WrittenVersion) =>
    processes.restored({
      functionName,
      version,
      code: codeOf(code),
      runtime: await findRuntime(configuration.runtime),
      configuration: {
        ...configuration,
        ...(layers && { layers: layers.map((layer) => ({ arn: layer.arn, code: codeOf(layer.code) })) }),
      },
    });
  const at = ({ modifiedAt, revisionId }: WrittenVersion) => ({ now: modifiedAt, revisionId });
  const all = new LambdaFunction(await registration(latest), functionArn, at(latest));
  for (const version of versions) {
    all.lastVersion = Number(version.version) - 1;
    all.publish(await registration(version), at(version));
  }
  all.lastVersion = lastVersion;
  const { reservedConcurrency, tags, recursiveLoop } = settings;
  Object.assign(all, { reservedConcurrency, tags, recursiveLoop });
  const maps = ["aliases", "policies", "urls", "eventInvokeConfigs", "provisioned", "runtimeUpdates"] as const;
  for (const name of maps)
    for (const [key, value] of settings[name]) (all[name] as Map<string, unknown>).set(key, value);
  functions.restore(all);
}
