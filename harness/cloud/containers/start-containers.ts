import { existsSync } from "node:fs";
import { functionArchitecture } from "./architecture.ts";
import { type ContainerDescription, connectToDocker, type Docker, type DockerContainer } from "./docker.ts";
import type { Environment } from "./images.ts";
import type { ContainerKind } from "./labels.ts";
import { type LocalStackAddress, returnAddressFrom } from "./localstack-address.ts";
import { readHealth } from "./localstack-health.ts";
import { LOCALSTACK_PORT } from "./localstack-port.ts";
import { localStackSettings } from "./localstack-settings.ts";
import { mySqlSettings, ROOT_PASSWORD } from "./mysql-settings.ts";
import { removeContainer, removeShared, sweepOrphans } from "./remove-container.ts";
import { type StartContext, startOne } from "./start-one.ts";

export type { LocalStackAddress } from "./localstack-address.ts";
export { useLocalStack } from "./use-localstack.ts";

export interface ContainerOptions {
  readonly localstack: boolean;
  readonly mysql: boolean;
  /** Keep the containers for the next run, and use those of an earlier one. */
  readonly reuse: boolean;
  readonly onProgress: (text: string) => void;
  readonly environment: Environment;
  /** Aborts a running start; its containers are removed before `startContainers` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface Containers {
  readonly localstack?: LocalStackAddress;
  /** Connection URL of MySQL's root user. */
  readonly databaseUrl?: string;
  /** Removes what this run started; containers that runs share stay. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the containers of a run, both at once, after removing those that killed runs have left.
 *
 * @throws EnvironmentError in one sentence when Docker is missing, an image cannot be had or a container does not come
 * up; then no container is left.
 */
export async function startContainers(options: ContainerOptions): Promise<Containers> {
  const docker = await connectToDocker(options.environment);
  await sweepOrphans(docker, options.onProgress);
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const context = { docker, reuse: options.reuse, onProgress: options.onProgress, signal };
  const starts = [
    ...(options.localstack ? [startLocalStack(context, options.environment)] : []),
    ...(options.mysql ? [startMySql(context, options.environment)] : []),
  ];
  for (const start of starts) start.catch((error: unknown) => failed.abort(error));
  const outcomes = await Promise.allSettled(starts);
  const running = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const stop = async () => {
    if (!options.reuse) await Promise.all(running.map(({ kind, container }) => removeContainer(container, kind)));
  };
  if (running.length < starts.length) {
    await stop();
    signal.throwIfAborted();
  }
  return Object.assign({ stop }, ...running.map(({ result }) => result));
}

/** Removes the containers that runs share, also those in use. Returns how many there were. */
export async function removeReused(environment: Environment): Promise<number> {
  return removeShared(await connectToDocker(environment));
}

interface Running {
  readonly kind: ContainerKind;
  readonly container: DockerContainer;
  readonly result: Pick<Containers, "localstack" | "databaseUrl">;
}

async function startLocalStack(context: StartContext, environment: Environment): Promise<Running> {
  const { localStackPlan } = await import("./localstack-container.ts");
  const settings = localStackSettings(environment, dockerSocket(context.docker));
  const { container, description, host, port } = await startOne(localStackPlan(settings), context);
  const endpoint = `http://${host}:${port}`;
  const image = await context.docker.container.dockerode.getImage(description.Image).inspect();
  const localstack = {
    endpoint,
    ...(await returnAddressFrom({ address: addressOf(description), port: LOCALSTACK_PORT })),
    architecture: functionArchitecture(image.Architecture) ?? "x86_64",
    version: (await readHealth(endpoint))?.version ?? "unknown",
  };
  return { kind: "localstack", container, result: { localstack } };
}

async function startMySql(context: StartContext, environment: Environment): Promise<Running> {
  const { mySqlPlan } = await import("./mysql-container.ts");
  const { container, host, port } = await startOne(mySqlPlan(mySqlSettings(environment)), context);
  return { kind: "mysql", container, result: { databaseUrl: `mysql://root:${ROOT_PASSWORD}@${host}:${port}` } };
}

/** The socket is on Docker's machine. On Linux that is usually this one, and then its existence can be checked. */
function dockerSocket({ info: { containerRuntime } }: Docker): string | undefined {
  const { remoteSocketPath, host } = containerRuntime;
  const visible = process.platform === "linux" && host === "localhost";
  return visible && !existsSync(remoteSocketPath) ? undefined : remoteSocketPath;
}

function addressOf({ NetworkSettings: { Networks } }: ContainerDescription): string {
  const address = Object.values(Networks)[0]?.IPAddress;
  if (!address) throw new Error("Docker gave the container no address, although its port answers");
  return address;
}
