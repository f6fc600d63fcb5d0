import { connect } from "node:net";
import type { ContainerRuntimeClient } from "testcontainers";
import { machineTime } from "../../clock/machine-time.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import type { Environment } from "./images.ts";

export type Docker = ContainerRuntimeClient;
export type DockerContainer = ReturnType<Docker["container"]["getById"]>;
export type ContainerDescription = Awaited<ReturnType<DockerContainer["inspect"]>>;

const ANSWERS_WITHIN_MS = 15_000;
const INSTEAD = "install or start Docker, or run without --backend localstack and --database mysql";

/**
 * The Docker that testcontainers finds: DOCKER_HOST, the usual sockets, Docker Desktop.
 *
 * @throws EnvironmentError when there is none that answers.
 */
export async function connectToDocker(environment: Environment): Promise<Docker> {
  // Testcontainers would silently go on to another Docker than the one asked for.
  if (environment.DOCKER_HOST) await checkDockerHost(environment.DOCKER_HOST);
  const { getContainerRuntimeClient } = await import("testcontainers");
  const late = Promise.withResolvers<never>();
  const deadline = machineTime.setTimeout(() => late.reject(new Error("it does not answer")), ANSWERS_WITHIN_MS);
  try {
    return await Promise.race([getContainerRuntimeClient(), late.promise]);
  } catch (error) {
    const silent = error instanceof Error && error.message === "it does not answer";
    throw new EnvironmentError(
      silent
        ? `Docker does not answer within ${ANSWERS_WITHIN_MS / 1000} s: restart it, or run without --backend localstack and --database mysql.`
        : `No Docker was found that answers, and containers need one: ${INSTEAD}.`,
    );
  } finally {
    machineTime.clearTimeout(deadline);
  }
}

async function checkDockerHost(dockerHost: string): Promise<void> {
  const refuse = (why: string) =>
    new EnvironmentError(`DOCKER_HOST is ${dockerHost}, but no Docker answers there (${why}): ${INSTEAD}.`);
  if (!URL.canParse(dockerHost)) throw refuse("it is no URL");
  const { protocol, hostname, port, pathname } = new URL(dockerHost);
  const address =
    protocol === "unix:"
      ? { path: pathname }
      : hostname === ""
        ? undefined
        : { host: hostname, port: Number(port || "2375") };
  if (address === undefined || protocol === "ssh:") return;
  await new Promise<void>((resolve, reject) => {
    const socket = connect(address);
    socket.setTimeout(ANSWERS_WITHIN_MS, () => socket.destroy(new Error("timed out")));
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", (error) => reject(refuse("code" in error ? String(error.code) : error.message)));
  });
}
