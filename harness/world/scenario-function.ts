import type { LambdaHandler } from "../../lambdas/ports.ts";

/** A small Lambda function of a scenario's own, for scenarios about the cloud's services. */
export interface ScenarioFunction {
  readonly name: string;
  /**
   * An ES module for Node 22 that exports `handler(event, context)`, and imports nothing but Node's own modules: on
   * some backends it runs elsewhere.
   */
  readonly source: string;
  readonly timeoutSeconds?: number;
}

export const SCENARIO_FUNCTION_TIMEOUT_SECONDS = 3;

type ManagedHandler = (event: unknown, context: { readonly awsRequestId: string }) => unknown;

/** The function as a handler in this process, invoked as the managed Node runtime invokes it. */
export async function handlerOf({ name, source }: ScenarioFunction): Promise<LambdaHandler> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { handler?: ManagedHandler };
  const { handler } = module;
  if (typeof handler !== "function") throw new Error(`the source of function ${name} exports no handler`);
  return async (payload, { awsRequestId }) => {
    try {
      const value = await handler(JSON.parse(payload), { awsRequestId });
      return JSON.stringify(value === undefined ? null : value);
    } catch (error) {
      if (error instanceof Error) error.stack = asDeployed(error.stack ?? "");
      throw error;
    }
  };
}

/** Frames of the source name the file that the managed runtime would have loaded, not the URL that it was loaded by. */
function asDeployed(stack: string): string {
  return stack.replaceAll(/data:text\/javascript,[^\s)]*?(?=:\d+:\d+\)?$)/gm, "file:///var/task/index.mjs");
}
