import { join } from "node:path";
import type { System } from "../../../system/revisions.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import type { ChildProgram } from "./child-program.ts";

/** What is deployed, and where to. */
export interface DeploymentOptions {
  readonly system: System;
  readonly foreign: ForeignSystem | undefined;
  readonly cloudUrl: string;
  readonly accountId: string;
  readonly region: string;
  readonly callbackUrl: string;
  readonly callbackSecret: string;
  /** Further variables of every function. */
  readonly functionVariables: Readonly<Record<string, string>>;
  /** Of the command itself. */
  readonly environment: Readonly<Record<string, string>>;
}

/** `npm run deploy`, as a process of its own: so the files of Lambdas and machines are read anew each time. */
export function deploymentProgram(options: DeploymentOptions): ChildProgram {
  const { system, foreign, environment } = options;
  const values = {
    "--endpoint": options.cloudUrl,
    "--system": foreign?.name ?? system.revision,
    ...(foreign && { "--config": foreign.configPath }),
    "--callback-url": options.callbackUrl,
    "--callback-secret": options.callbackSecret,
    "--account": options.accountId,
    "--region": options.region,
  };
  const repeated = [
    ...[...system.defects].flatMap((defect) => ["--defect", defect]),
    ...Object.entries(options.functionVariables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
  ];
  const main = join(PROJECT_ROOT, "harness/cli/deploy/main.ts");
  return {
    command: [process.execPath, main, ...Object.entries(values).flat(), ...repeated],
    directory: PROJECT_ROOT,
    environment,
  };
}
