import type { RoomDependencies } from "../../room.ts";
import type { FunctionDirectory } from "../functions/function-directory.ts";
import type { FunctionRegistration, LambdaFunction, RegisteredFunction } from "../functions/lambda-function.ts";
import { CodeStore, type DeployedCode } from "./deployed-code.ts";
import type { DeployedFunction, FunctionConfiguration, WorldFunction } from "./deployed-function.ts";
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
    tags: Readonly<Record<string, string>> | undefined,
    { runtime: ownRuntime, ...own }: WorldFunction = {},
  ): Promise<RegisteredFunction> {
    const { clock, random } = this.#deps;
    // Unpacking and looking for Python is work of the machine, and takes no virtual time.
    const [runtime, deployedCode] = await clock.run(`code of ${functionName}`, 0, async () => [
      ownRuntime ?? (await findRuntime(configuration.runtime)),
      Buffer.isBuffer(code) ? await this.#codes.deploy(code) : code,
    ]);
    const deployed = { ...own, functionName, version: "$LATEST", configuration, runtime, code: deployedCode };
    const registration = { ...this.#registration(deployed), ...(tags && { tags }) };
    return this.#functions.register(registration, clock.now(), random.stream("lambda/revision").uuid());
  }

  /** The content of a layer, unpacked. Throws InvalidParameterValueException. */
  unpack(name: string, zip: Buffer): Promise<DeployedCode> {
    return this.#deps.clock.run(`content of ${name}`, 0, () => this.#codes.deploy(zip));
  }

  /** Makes a version of `$LATEST` as it is. */
  publish(all: LambdaFunction, description: string | undefined): RegisteredFunction {
    const { clock, random } = this.#deps;
    const at = { now: clock.now(), revisionId: random.stream("lambda/revision").uuid() };
    const { process: running } = all.latest;
    if (!running) return all.publish(all.latest, at);
    const { deployed } = running;
    const configuration = { ...deployed.configuration, description: description ?? deployed.configuration.description };
    return all.publish(this.#registration({ ...deployed, version: String(all.lastVersion + 1), configuration }), at);
  }

  /** The code of a version as it was before a restart. No time passes. Throws AwsError. */
  restoreCode(zip: Buffer): Promise<DeployedCode> {
    return this.#codes.deploy(zip);
  }

  /** A version as it was before a restart; its processes start when they are needed. */
  restored(deployed: DeployedFunction): FunctionRegistration {
    return this.#registration(deployed);
  }

  #registration(deployed: DeployedFunction): FunctionRegistration {
    const { clock, random, network, region } = this.#deps;
    const { functionName, version } = deployed;
    const process = new ProcessFunction(deployed, {
      clock,
      network,
      region,
      sendAs: this.#sendAs,
      newLogStream: () => logStreamName(clock.now(), version, random.stream("lambda/log-stream").uuid()),
    });
    this.#processes.add(process);
    const { role, timeoutSeconds, memoryMegabytes, environment } = deployed.configuration;
    return {
      functionName,
      role,
      timeoutSeconds,
      memoryMegabytes,
      environment,
      process,
      handler: (payload, context) => process.invoke(payload, context),
    };
  }

  /** Ends all processes and removes their code. */
  close(): void {
    for (const process of this.#processes) process.close();
    this.#processes.clear();
    this.#codes.close();
  }
}

/** `2025/12/03/[$LATEST]` and 32 hexadecimal digits (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html). */
function logStreamName(nowMs: number, version: string, uuid: string): string {
  return `${new Date(nowMs).toISOString().slice(0, 10).replaceAll("-", "/")}/[${version}]${uuid.replaceAll("-", "")}`;
}
