import { type Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import type { FuzzAnswer, FuzzRequest } from "./fuzz-request.ts";

/** Sends one request to loopback. A connection that is closed without an answer is an answer without a status. */
export function send(request: FuzzRequest, port: number, agent: Agent): Promise<FuzzAnswer> {
  return request.kind === "raw" ? sendBytes(request.bytes, port) : sendHttp(request, port, agent);
}

function sendHttp(
  { method, path, headers, body }: Extract<FuzzRequest, { kind: "http" }>,
  port: number,
  agent: Agent,
): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const framed = { ...headers, "content-length": String(body.length) };
    const sent = httpRequest({ host: "127.0.0.1", port, method, path, headers: framed, agent }, async (answer) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of answer) chunks.push(chunk as Buffer);
      } catch {
        // Cut off in the middle; the status counts all the same.
      }
      resolve({
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString("utf8"),
      });
    });
    sent.on("error", () => resolve({ status: undefined, headers: {}, body: "" }));
    sent.end(body);
  });
}

function sendBytes(bytes: Buffer, port: number): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      const body = Buffer.concat(chunks).toString("latin1");
      const status = /^HTTP\/1\.1 (\d{3})/.exec(body)?.[1];
      resolve({ status: status === undefined ? undefined : Number(status), headers: {}, body });
    });
    socket.end(bytes);
  });
}
