import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { lastLogLines } from "./container-logs.ts";
import type { ContainerPlan } from "./container-plan.ts";
import type { ContainerDescription, DockerContainer } from "./docker.ts";

const POLL_MS = 100;

/** A container that was created and does not come up. */
export class ContainerFailure extends Error {
  override readonly name = "ContainerFailure";
}

/** Where a container that is up can be reached. */
export interface ReadyContainer {
  readonly container: DockerContainer;
  readonly description: ContainerDescription;
  readonly host: string;
  readonly port: number;
}

/**
 * Waits until a container answers.
 *
 * @throws ContainerFailure with its last log lines when it ends or takes longer than `withinMs`.
 */
export async function untilReady(
  container: DockerContainer,
  plan: ContainerPlan,
  { host, withinMs, signal }: { host: string; withinMs: number; signal: AbortSignal },
): Promise<ReadyContainer> {
  const deadline = machineTime.monotonicMs() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    const description = await container.inspect();
    const { Status, ExitCode } = description.State;
    if (Status === "exited" || Status === "dead") {
      throw new ContainerFailure(`ended with exit code ${ExitCode}${await quoteLog(container)}`);
    }
    const port = Number(description.NetworkSettings.Ports[`${plan.port}/tcp`]?.[0]?.HostPort ?? 0);
    if (Status === "running" && port !== 0 && (await plan.answers({ host, port }))) {
      return { container, description, host, port };
    }
    if (machineTime.monotonicMs() > deadline) {
      throw new ContainerFailure(`does not answer within ${withinMs / 1000} s${await quoteLog(container)}`);
    }
    await waitOnMachine(POLL_MS);
  }
}

async function quoteLog(container: DockerContainer): Promise<string> {
  const lines = await lastLogLines(container);
  return lines === "" ? " and wrote nothing" : `; it wrote last: ${lines}`;
}
