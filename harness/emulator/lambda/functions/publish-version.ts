import type { LambdaState } from "../state.ts";
import type { LambdaFunction, RegisteredFunction } from "./lambda-function.ts";

/**
 * A version of `$LATEST`; the last one again when neither code nor configuration has changed since:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export function publishVersion(
  state: LambdaState,
  all: LambdaFunction,
  description: string | undefined,
): RegisteredFunction {
  const last = all.versions.at(-1);
  if (last && isSame(last, all.latest, description)) return last;
  return state.processes.publish(all, description);
}

function isSame(last: RegisteredFunction, latest: RegisteredFunction, description: string | undefined): boolean {
  const one = last.process?.deployed;
  const other = latest.process?.deployed;
  if (!one || !other) return last.handler === latest.handler;
  if (one.code.sha256 !== other.code.sha256) return false;
  const wanted = { ...other.configuration, description: description ?? one.configuration.description };
  return JSON.stringify(one.configuration) === JSON.stringify(wanted);
}
