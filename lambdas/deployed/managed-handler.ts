import { failureText } from "../failure-text.ts";
import { FunctionError, type LambdaDependencies, type LambdaHandler } from "../ports.ts";
import { dependenciesOfProcess, type ProcessClients } from "../process.ts";
import { systemOfVariables } from "../system-variables.ts";
import { exactValue } from "./exact-value.ts";

/** What the managed Node runtime calls: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
type ManagedHandler = (event: unknown, context: ManagedContext) => Promise<unknown>;

interface ManagedContext {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/**
 * One Lambda as the managed Node runtime wants it: a parsed event in, a value out. The event's text is written again,
 * so the spelling of its numbers is lost (`1.0` comes in as `1`); the answer's text survives (`exactValue`). Throws a
 * UsageError when the environment names no system.
 */
export function managedHandler(
  create: (deps: LambdaDependencies) => LambdaHandler,
  clients: ProcessClients = {},
): ManagedHandler {
  const deps = dependenciesOfProcess(systemOfVariables(process.env), clients);
  const handler = create(deps);
  return async (event, context) => {
    const invocation = {
      awsRequestId: context.awsRequestId,
      functionArn: context.invokedFunctionArn,
      deadlineMs: deps.now() + context.getRemainingTimeInMillis(),
    };
    try {
      return exactValue(await handler(JSON.stringify(event), invocation));
    } catch (error) {
      throw reported(error);
    }
  };
}

/** The runtime reports `name` as errorType, and the lines of `stack` as trace, which must not show our bundle. */
function reported(error: unknown): FunctionError {
  if (!(error instanceof FunctionError)) {
    const internal = new FunctionError("InternalError", failureText(error));
    if (error instanceof Error && error.stack !== undefined) internal.stack = error.stack;
    return internal;
  }
  error.stack = `${error.errorType}: ${error.message}`;
  return error;
}
