import { format } from "node:util";
import { processClock } from "../../../../../../system/process-time.ts";

/** What stands before a line of the function: the invocation, and its time where that is the world's. */
const invocation: { requestId: string | undefined; worldTimeMs: number | undefined } = {
  requestId: undefined,
  worldTimeMs: undefined,
};

export function beginInvocation(requestId: string, worldTimeMs: number | undefined): void {
  invocation.requestId = requestId;
  invocation.worldTimeMs = worldTimeMs;
}

const LEVELS = { log: "INFO", info: "INFO", warn: "WARN", error: "ERROR", debug: "DEBUG", trace: "TRACE" } as const;

/** `console` writes as AWS's runtime has it (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html). */
export function patchConsole(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...parts: unknown[]) => writeLine(level, format(...parts));
  }
}

/** From the least to the gravest. */
const ORDER = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** One event of the log: line ends inside it are carriage returns, which the room turns back. */
export function writeLine(level: string, message: string): void {
  const time = new Date(invocation.worldTimeMs ?? processClock.now()).toISOString();
  const { AWS_LAMBDA_LOG_FORMAT: format, AWS_LAMBDA_LOG_LEVEL: least = "INFO" } = process.env;
  if (format === "JSON") {
    if (ORDER.indexOf(level) < ORDER.indexOf(least)) return;
    const { requestId } = invocation;
    process.stdout.write(`${JSON.stringify({ timestamp: time, level, requestId, message })}\n`);
    return;
  }
  process.stdout.write(`${time}\t${invocation.requestId}\t${level}\t${message.replaceAll("\n", "\r")}\n`);
}
