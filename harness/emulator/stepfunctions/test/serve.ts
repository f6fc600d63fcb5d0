import { createServer } from "node:http";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { createRoomWithClock } from "./room-under-test.ts";

/**
 * Serves the room alone on a loopback port, without signatures, on a clock that jumps whenever nothing runs: for
 * playing recorded cases against it from outside. `node test/serve.ts [port]`.
 */
const port = Number(process.argv[2] ?? "0");
const clock = new VirtualClock({ name: "step functions", epochMs: Date.now() });
const room = createRoomWithClock(clock, {
  invokeLambda: async ({ functionName }) => {
    throw new AwsError("ResourceNotFoundException", `Function not found: ${functionName}:$LATEST`, { status: 404 });
  },
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    void clock.enter("request", async () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const http = { method: request.method ?? "", path: request.url ?? "", headers, body: Buffer.concat(chunks) };
      const answer = await room.answer(http);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
});
server.listen(port, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" ? address?.port : port}\n`);
});
await clock.serve(new Promise(() => {}));
