import type { RoomDependencies } from "../../room.ts";
import type { FunctionDirectory, RegisteredFunction } from "../function-directory.ts";
import { CodeStore, type DeployedCode } from "./deployed-code.ts";
import type { FunctionConfiguration, WorldFunction } from "./deployed-function.ts";
import { ProcessFunction, type SendAs } from "./process-function.ts";
import { findRuntime } from "./runtimes.ts";

/** The functions that were created over the API: their code, and the processes that run it. */
export class DeployedFunctions {
  readonly #deps: RoomDependencies;
  readonly #sendAs: SendAs;
  readonly #functions: FunctionDirectory;
  readonly #codes = new CodeStore();
  readonly #processes = new Set<ProcessFunction>();

  constructor(deps: RoomDependencies, functions: FunctionDirectory, sendAs: SendAs) {
    this.#deps = deps;
    this.#functions = functions;
    this.#sendAs = sendAs;
  }

  /** Creates a function or replaces it; `code` is a ZIP, or what is deployed already. Throws AwsError. */
  async deploy(
    functionName: string,
    configuration: FunctionConfiguration,
    code: Buffer | DeployedCode,
    tags: Readonly<Record<string, string>>,
    { runtime: ownRuntime, ...own }: WorldFunction = {},
  ): Promise<RegisteredFunction> {
    const { clock, random, network, region } = this.#deps;
    // Unpacking and looking for Python is work of the machine, and takes no virtual time.
    const [runtime, deployedCode] = await clock.run(`code of ${functionName}`, 0, async () => [
      ownRuntime ?? (await findRuntime(configuration.runtime)),
      Buffer.isBuffer(code) ? await this.#codes.deploy(code) : code,
    ]);
    const deployed = { ...own, functionName, configuration, runtime, code: deployedCode };
    const process = new ProcessFunction(deployed, {
      clock,
      network,
      region,
      sendAs: this.#sendAs,
      newLogStream: () => logStreamName(clock.now(), random.stream("lambda/log-stream").uuid()),
    });
    this.#processes.add(process);
    const { role, timeoutSeconds, memoryMegabytes, environment } = configuration;
    return this.#functions.register(
      {
        functionName,
        role,
        timeoutSeconds,
        memoryMegabytes,
        environment,
        tags,
        process,
        handler: (payload, context) => process.invoke(payload, context),
      },
      clock.now(),
      random.stream("lambda/revision").uuid(),
    );
  }

  /** Ends all processes and removes their code. */
  close(): void {
    for (const process of this.#processes) process.close();
    this.#processes.clear();
    this.#codes.close();
  }
}

/** `2025/12/03/[$LATEST]` and 32 hexadecimal digits (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html). */
function logStreamName(nowMs: number, uuid: string): string {
  return `${new Date(nowMs).toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${uuid.replaceAll("-", "")}`;
}
