import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { parseGoUrl } from "../../system/go/url.ts";
import { System } from "../../system/revisions.ts";
import type { LambdaDependencies } from "../ports.ts";
import { postCallback } from "./post.ts";

// What Go 1.24's http.Client did with the same answers, on loopback.

const DEPENDENCIES: Pick<LambdaDependencies, "system" | "timer"> = { system: new System("fixed") };

async function server(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: string[] = [];
  const listening = createServer((request, response) => {
    const { method, url, headers } = request;
    void text(request).then((body) => {
      seen.push(`${method} ${url} ${headers["content-type"] ?? "-"} ${headers["x-toq-signature"]} ${body}`);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const host = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const headers = { "Content-Type": "application/json", "X-Toq-Signature": "s" };
  const post = (to = `http://${host}/callback`) =>
    postCallback(DEPENDENCIES as LambdaDependencies, parseGoUrl(to), "{}", headers).catch((error: Error) =>
      error.message.replaceAll(host, "HOST"),
    );
  return { post, seen, host };
}

const redirect = (status: number, location?: string) => (request: IncomingMessage, response: ServerResponse) => {
  const elsewhere = request.url === "/elsewhere";
  response.writeHead(elsewhere ? 204 : status, location === undefined || elsewhere ? {} : { Location: location }).end();
};

test.each([301, 302, 303])("%i goes on as GET without body and type, with the signature", async (status) => {
  const { post, seen } = await server(redirect(status, "/elsewhere"));
  expect(await post()).toBe(204);
  expect(seen).toEqual(["POST /callback application/json s {}", "GET /elsewhere - s "]);
});

test.each([307, 308])("%i repeats the POST", async (status) => {
  const { post, seen } = await server(redirect(status, "/elsewhere"));
  expect(await post()).toBe(204);
  expect(seen).toEqual(["POST /callback application/json s {}", "POST /elsewhere application/json s {}"]);
});

test.each([
  [300, "/elsewhere"],
  [304, "/elsewhere"],
  [302, undefined],
  [302, ""],
])("%i with Location %j is an answer like any other", async (status, location) => {
  const { post, seen } = await server(redirect(status, location));
  expect(await post()).toBe(status);
  expect(seen).toHaveLength(1);
});

test("ten requests are sent in all, and the redirect that is not followed any more is named", async () => {
  const { post, seen } = await server(redirect(307, "/next"));
  expect(await post()).toBe('Post "/next": stopped after 10 redirects');
  expect(seen).toHaveLength(10);
});

test.each([
  [
    "::bad",
    'Post "http://HOST/callback": failed to parse Location header "::bad": parse "::bad": missing protocol scheme',
  ],
  ["%zz", 'Post "http://HOST/callback": failed to parse Location header "%zz": parse "%zz": invalid URL escape "%zz"'],
  ["ftp://x/y", 'Post "ftp://x/y": unsupported protocol scheme "ftp"'],
  ["http:///p", 'Post "http:///p": http: no Host in request URL'],
])("Location %s: %s", async (location, message) => {
  const { post, seen } = await server(redirect(302, location));
  expect(await post()).toBe(message);
  expect(seen).toHaveLength(1);
});

test("a connection that ends without an answer is an EOF", async () => {
  const { post } = await server((_request, response) => response.socket?.end());
  expect(await post()).toBe('Post "http://HOST/callback": EOF');
});

test("a connection that is reset says so", async () => {
  const { post } = await server((_request, response) => (response.socket as Socket).resetAndDestroy());
  expect(await post()).toBe('Post "http://HOST/callback": read tcp HOST: read: connection reset by peer');
});

test("where nobody listens the connection is refused", async () => {
  const { post } = await server(() => {});
  expect(await post("http://127.0.0.1:1/callback")).toBe(
    'Post "http://127.0.0.1:1/callback": dial tcp 127.0.0.1:1: connect: connection refused',
  );
});
