import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";

/** Starts a program that connects to `port` and then works for ever, and tells that it has. */
const PARENT = `
import { launch } from ${JSON.stringify(new URL("./guarded-launch.ts", import.meta.url).href)};
const endless = "require('net').connect(+process.env.PORT, '127.0.0.1', () => { for (;;); })";
launch({ command: process.execPath, parameters: ["-e", endless], folder: "/", environment: { PORT: process.argv[1] } });
`;

test("a program that works for ever ends with the process that started it, however that ends", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const parent = spawn(process.execPath, ["--input-type=module", "-e", PARENT, port], { stdio: "inherit" });
  const [connection] = (await once(server, "connection")) as [Socket];
  const closed = once(connection, "close");
  connection.on("error", () => {});
  connection.resume();
  parent.kill("SIGKILL");
  await closed;
  expect(parent.killed).toBe(true);
});
