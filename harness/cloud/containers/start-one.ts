import { isIP } from "node:net";
import { machineTime } from "../../clock/machine-time.ts";
import type { ContainerPlan } from "./container-plan.ts";
import { settingsHash } from "./container-settings.ts";
import type { Docker, DockerContainer } from "./docker.ts";
import { explainFailure } from "./explain-failure.ts";
import { KIND_LABEL, ownedLabels, REUSE_LABEL } from "./labels.ts";
import { isLocalAddress } from "./local-address.ts";
import { listHarnessContainers, removeContainer } from "./remove-container.ts";
import { type ReadyContainer, untilReady } from "./until-ready.ts";

/** A first start of LocalStack on a slow disk parses all service descriptions. */
const READY_WITHIN_MS = 120_000;
/** Another run may be starting it right now. */
const SHARED_READY_WITHIN_MS = 30_000;

export interface StartContext {
  readonly docker: Docker;
  readonly reuse: boolean;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts one container, or reuses the one of an earlier run, and waits until it answers.
 *
 * @throws EnvironmentError when it does not come up; nothing is left of it then.
 */
export async function startOne(plan: ContainerPlan, context: StartContext): Promise<ReadyContainer> {
  const begin = machineTime.monotonicMs();
  const ready = (context.reuse ? await takeOver(plan, context) : undefined) ?? (await start(plan, context));
  context.onProgress(`${plan.kind}: ready after ${((machineTime.monotonicMs() - begin) / 1000).toFixed(1)} s`);
  return ready;
}

async function start(plan: ContainerPlan, context: StartContext): Promise<ReadyContainer> {
  const { docker, reuse, signal, onProgress } = context;
  const { image } = plan.settings;
  onProgress(`${plan.kind}: ${(await hasImage(docker, image)) ? "starting" : "pulling and starting"} ${image}`);
  const host = await hostOf(docker);
  const hash = settingsHash(plan.settings);
  const created = Promise.withResolvers<DockerContainer>();
  let container: DockerContainer | undefined;
  const launched = plan.launch({
    labels: { [KIND_LABEL]: plan.kind, ...(reuse ? { [REUSE_LABEL]: hash } : ownedLabels()) },
    name: reuse ? `toq-${plan.kind}-${hash}` : undefined,
    bindAddress: bindAddress(host),
    onCreated: async (id) => {
      container = docker.container.getById(id);
      // An interruption may have come while the image was being pulled.
      if (signal.aborted) await removeContainer(container, plan.kind);
      signal.throwIfAborted();
      created.resolve(container);
    },
  });
  const ready = created.promise.then((made) => untilReady(made, plan, { host, withinMs: READY_WITHIN_MS, signal }));
  try {
    const [, answering] = await unlessAborted(Promise.all([launched, ready]), signal);
    return answering;
  } catch (error) {
    if (container !== undefined) await removeContainer(container, "failed");
    signal.throwIfAborted();
    const other = reuse && isNameTaken(error) ? await takeOver(plan, context) : undefined;
    if (other !== undefined) return other;
    throw explainFailure(plan, error, await hasImage(docker, image));
  }
}

/** The container of an earlier run with the same settings; a broken one is removed. */
async function takeOver(plan: ContainerPlan, context: StartContext): Promise<ReadyContainer | undefined> {
  const { docker, signal, onProgress } = context;
  const hash = settingsHash(plan.settings);
  const found = (await listHarnessContainers(docker)).find(
    ({ Labels: labels }) => labels[KIND_LABEL] === plan.kind && labels[REUSE_LABEL] === hash,
  );
  if (found === undefined) return undefined;
  const container = docker.container.getById(found.Id);
  try {
    const ready = await untilReady(container, plan, {
      host: await hostOf(docker),
      withinMs: SHARED_READY_WITHIN_MS,
      signal,
    });
    onProgress(`${plan.kind}: using the container of an earlier run`);
    return ready;
  } catch (error) {
    signal.throwIfAborted();
    onProgress(
      `${plan.kind}: the container of an earlier run is replaced: ${error instanceof Error ? error.message : error}`,
    );
    await removeContainer(container, plan.kind);
    return undefined;
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/**
 * Where this machine reaches published ports; another address than the loopback when Docker runs elsewhere. Inside a
 * container testcontainers names the bridge's gateway, which is this machine's when Docker runs in the same container.
 */
async function hostOf(docker: Docker): Promise<string> {
  const { host } = docker.info.containerRuntime;
  return host === "localhost" || (await isLocalAddress(host)) ? "127.0.0.1" : host;
}

/**
 * The ports are not visible to other networks; only a Docker on a machine known by name must publish them everywhere.
 */
function bindAddress(host: string): string {
  return isIP(host) === 0 ? "0.0.0.0" : host;
}

async function hasImage(docker: Docker, image: string): Promise<boolean> {
  const { dockerode } = docker.container;
  return (await dockerode.listImages({ filters: { reference: [image] } })).length > 0;
}

/** Docker's answer when two runs create the shared container at once. */
function isNameTaken(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 409;
}
