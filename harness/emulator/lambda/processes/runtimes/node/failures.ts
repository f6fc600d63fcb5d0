/**
 * Errors as AWS's own Node runtime describes them (aws-lambda-ric 4.0.2, run): errorType, errorMessage, trace in an answer;
 * in the log the last is called stack.
 */
interface Described {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** A complaint of the runtime itself. */
export class Fault extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

/** A promise that nobody waits for was rejected. */
export class UnhandledRejection extends Fault {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("Runtime.UnhandledPromiseRejection", String(reason));
    this.reason = reason;
  }
}

export function describe(error: unknown, paths: TaskPaths): Described {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: traceOf(error, paths) };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** `Invoke Error`, a tab, and the description with the names that the log has. */
export function logText(what: string, error: unknown, paths: TaskPaths): string {
  const { trace, ...described } = describe(error, paths);
  const cause = error instanceof UnhandledRejection ? { reason: logged(error.reason, paths), promise: {} } : {};
  return `${what} \t${JSON.stringify({ ...described, ...cause, stack: trace })}`;
}

function logged(error: unknown, paths: TaskPaths): unknown {
  const { trace, ...described } = describe(error, paths);
  return { ...described, stack: trace };
}

/** Where the function and its runtime lie here. */
export interface TaskPaths {
  readonly taskRoot: string;
  readonly runtimeFolder: string;
}

/** Paths as they are on AWS. */
export function asDeployed(message: string, { taskRoot, runtimeFolder }: TaskPaths): string {
  return message.replaceAll(taskRoot, "/var/task").replaceAll(runtimeFolder, "/var/runtime");
}

/** Without the frames of this runtime and of Node itself, which depend on the machine's versions of both. */
function traceOf({ stack = "" }: Error, paths: TaskPaths): string[] {
  return asDeployed(stack, paths)
    .split("\n")
    .filter((line) => !line.startsWith("    at ") || line.includes("/var/task/"));
}
