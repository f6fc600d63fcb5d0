import { expect, test } from "vitest";
import { EnvironmentError } from "../environment-error.ts";
import { connectToDocker } from "./docker.ts";

test.each([
  ["unix:///nowhere/docker.sock", "ENOENT"],
  ["tcp://127.0.0.1:1", "ECONNREFUSED"],
  ["nonsense", "it is no URL"],
])("DOCKER_HOST=%s gives one sentence and no other Docker", async (dockerHost, why) => {
  const failure = await connectToDocker({ DOCKER_HOST: dockerHost }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EnvironmentError);
  expect(String(failure)).toContain(
    `DOCKER_HOST is ${dockerHost}, but no Docker answers there (${why}): install or start`,
  );
});
