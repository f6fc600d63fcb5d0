import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { serveRuntimeApi } from "../bootstrap.ts";
import { FunctionError } from "../ports.ts";

test("invocations are answered one after the other, with a response or an error", async () => {
  const queue = ['{"n":1}', '{"n":2}', '{"n":3}'];
  const answers: unknown[] = [];
  let allAnswered = (): void => {};
  const done = new Promise<void>((resolve) => {
    allAnswered = resolve;
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === "GET") {
      const payload = queue.shift();
      if (payload === undefined) return allAnswered();
      response.setHeader("Lambda-Runtime-Aws-Request-Id", `id-${payload.at(-2)}`);
      response.setHeader("Lambda-Runtime-Deadline-Ms", "1000");
      response.end(payload);
      return;
    }
    answers.push([request.url, await text(request)]);
    response.writeHead(202).end();
  };
  const api = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));

  const serving = serveRuntimeApi(`127.0.0.1:${(api.address() as AddressInfo).port}`, async (payload, context) => {
    if (payload.includes("2")) throw new FunctionError("wrapError", "a < b");
    if (payload.includes("3")) throw new TypeError("ours");
    return `${context.awsRequestId} ${context.deadlineMs}`;
  });
  const ended = expect(serving).rejects.toThrow("the Lambda Runtime API does not answer");
  await done;
  api.closeAllConnections();
  api.close();
  await ended;

  const path = (id: number, kind: string): string => `/2018-06-01/runtime/invocation/id-${id}/${kind}`;
  expect(answers).toEqual([
    [path(1, "response"), "id-1 1000"],
    [path(2, "error"), '{"errorMessage":"a \\u003c b","errorType":"wrapError"}'],
    [path(3, "error"), '{"errorMessage":"ours","errorType":"InternalError"}'],
  ]);
});
