import type { LambdaName } from "../../../system/infrastructure.ts";
import type { Bootstraps } from "../../cloud/backends/localstack/function-code.ts";
import type { ForeignSystem } from "./foreign-system.ts";

/** The system with the executables that the command line names in place of its Lambdas' code; their variables stay. */
export function withBootstraps(foreign: ForeignSystem, bootstraps: Bootstraps = {}): ForeignSystem {
  const replaced = (Object.entries(bootstraps) as [LambdaName, string][]).map(([name, path]) => {
    const environment = foreign.lambdas[name]?.environment ?? {};
    return [name, { code: { kind: "bootstrap", path }, environment }] as const;
  });
  return { ...foreign, lambdas: { ...foreign.lambdas, ...Object.fromEntries(replaced) } };
}
