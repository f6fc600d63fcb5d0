import type { LambdaName } from "../../../system/infrastructure.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignSystem } from "./foreign-system.ts";

/**
 * Functions of a LocalStack run in containers, which hold what is in the package and nothing else of this machine.
 *
 * @throws UsageError for a Lambda that is a command.
 */
export function requirePackages({ name, lambdas }: Pick<ForeignSystem, "name" | "lambdas">): void {
  const commands = (Object.keys(lambdas) as LambdaName[]).filter((each) => lambdas[each]?.code.kind === "command");
  if (commands.length === 0) return;
  const [one, are] = commands.length === 1 ? ["the Lambda", "is a command"] : ["the Lambdas", "are commands"];
  throw new UsageError(
    `--backend localstack runs functions in a container: ${one} ${commands.join(", ")} of ${name} ${are} of this ` +
      "machine. Name a zip or a bootstrap, or leave out --backend.",
  );
}
