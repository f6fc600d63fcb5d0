import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** A process of its own: where msw has been loaded, a socket that connects to nowhere says that it has connected. */
test.each([
  ["unix:///nowhere/docker.sock", "ENOENT"],
  ["tcp://127.0.0.1:1", "ECONNREFUSED"],
  ["nonsense", "it is no URL"],
])("DOCKER_HOST=%s gives one sentence, exit code 3 and no other Docker", (dockerHost, why) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["harness/cli/scenario/main.ts", "listing-28/token-expires", "--database", "mysql"],
    { cwd: PROJECT_ROOT, encoding: "utf8", env: { ...process.env, DOCKER_HOST: dockerHost } },
  );
  expect(stderr).toMatch(/^DOCKER_HOST is [^\n]*\n$/);
  expect(stderr).toContain(`DOCKER_HOST is ${dockerHost}, but no Docker answers there (${why}): install or start`);
  expect(status).toBe(3);
});
