import { startContainers } from "../start-containers.ts";

/** Starts MySQL, says so and waits to be killed. */
await startContainers({
  localstack: false,
  mysql: true,
  reuse: false,
  onProgress: () => {},
  environment: process.env,
});
process.stdout.write("started\n");
process.stdin.resume();
