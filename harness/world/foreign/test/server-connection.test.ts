import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { catchOutboundHttp } from "../../../network/outbound-http.ts";
import { sendOverSocket } from "../server-connection.ts";

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const request = (changes = {}) => ({
  method: "GET",
  path: "/",
  headers: { host: "api.toq.example" },
  body: Buffer.alloc(0),
  ...changes,
});

await catchOutboundHttp();

test("a request arrives as it was sent, and its answer with the headers that the server gave", async () => {
  const arrived: unknown[] = [];
  const port = await listening(
    createServer((incoming, outgoing) => {
      incoming.setEncoding("utf8").on("data", (text) => arrived.push(text));
      arrived.push(incoming.method, incoming.url, incoming.headers.host, incoming.headers["x-device-id"]);
      outgoing.writeHead(409, { "X-Trace": "a", Vary: ["Origin", "Accept"] });
      outgoing.end("no");
    }),
  );
  const headers = { host: "api.toq.example", "x-device-id": "7", connection: "close" };
  const answer = await sendOverSocket(
    port,
    request({ method: "POST", path: "/a%20b?c=d", headers, body: Buffer.from("{}") }),
  );
  expect(arrived).toEqual(["POST", "/a%20b?c=d", "api.toq.example", "7", "{}"]);
  expect(answer).toMatchObject({ status: 409, headers: { "x-trace": "a", vary: "Origin, Accept" } });
  expect(answer.body.toString()).toBe("no");
  // Of this connection, and of nobody else's.
  for (const name of ["connection", "keep-alive", "transfer-encoding"]) expect(answer.headers).not.toHaveProperty(name);
});

test.each(["DELETE", "GET", "PUT"])("a body arrives also with %s", async (method) => {
  const port = await listening(
    createServer((incoming, outgoing) => {
      incoming.pipe(outgoing);
    }),
  );
  const answer = await sendOverSocket(port, request({ method, body: Buffer.from('{"sequence":1}') }));
  expect(answer.body.toString()).toBe('{"sequence":1}');
});

test("an idle connection that the server closes costs no request", async () => {
  let connections = 0;
  const server = createServer((_incoming, outgoing) => void outgoing.end("fine"));
  server.on("connection", () => connections++);
  const port = await listening(server);
  for (let asked = 0; asked < 3; asked++) await sendOverSocket(port, request());
  expect(connections).toBe(3);
});

test.each([
  ["is cut before the answer", ""],
  ["is cut in the middle of it", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"],
  ["speaks something else", "220 smtp.example ESMTP\r\n"],
])("a connection that %s is a broken one", async (_how, bytes) => {
  const port = await listening(createTcpServer((socket) => void socket.once("data", () => socket.end(bytes))));
  await expect(sendOverSocket(port, request())).rejects.toMatchObject({ name: "ServerUnreachable" });
});
