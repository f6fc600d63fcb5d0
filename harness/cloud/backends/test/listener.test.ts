import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type HttpRequest, type HttpResponse, httpResponse } from "../../../network/http.ts";
import { type Listener, type ListenerOptions, startListener } from "../listener.ts";

const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.destroy();
});

async function listen(handle: (request: HttpRequest) => Promise<HttpResponse>, options: Partial<ListenerOptions> = {}) {
  const arrived: HttpRequest[] = [];
  const listener = await startListener({
    ...options,
    port: 0,
    handle: (request) => {
      arrived.push(request);
      return handle(request);
    },
  });
  open.push(listener);
  return { listener, arrived, port: Number(new URL(listener.url).port) };
}
const fine = async () => httpResponse(200, { date: "Wed, 03 Dec 2025 10:11:20 GMT" }, "fine");

/** Writes raw bytes and reads until the other side closes. */
async function speak(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(bytes);
  const chunks = await socket.toArray();
  return Buffer.concat(chunks).toString("latin1");
}

test("target and headers arrive as sent, the answer leaves as given", async () => {
  const { arrived, port } = await listen(fine);
  const answer = await speak(
    port,
    "PUT /b/a/./%2e/c%20d?x-id=PutObject&uploads HTTP/1.1\r\nHost: b.s3.localhost:9\r\nX-Amz-Meta-A: b\r\nX-Amz-Meta-A: c\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
  );
  expect(arrived).toMatchObject([
    {
      method: "PUT",
      path: "/b/a/./%2e/c%20d?x-id=PutObject&uploads",
      headers: { host: "b.s3.localhost:9", "x-amz-meta-a": "b, c" },
      body: Buffer.from("hello"),
    },
  ]);
  // The emulated cloud's date, not the machine's.
  expect(answer).toBe(
    "HTTP/1.1 200 OK\r\ndate: Wed, 03 Dec 2025 10:11:20 GMT\r\ncontent-length: 4\r\nConnection: close\r\n\r\nfine",
  );
});

test("an absolute URL is taken apart", async () => {
  const { arrived, port } = await listen(fine);
  await speak(port, "GET http://b.s3.amazonaws.com/k?a=b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  expect(arrived[0]?.path).toBe("/k?a=b");
});

test("Expect: 100-continue is answered before the body is sent", async () => {
  const { arrived, port } = await listen(fine);
  const request = httpRequest({ port, method: "PUT", path: "/b/k", headers: { expect: "100-continue" } });
  const answered = once(request, "response");
  request.flushHeaders();
  await once(request, "continue");
  request.end(Buffer.alloc(3 * 1024 * 1024, "x"));
  const [response] = await answered;
  response.resume();
  expect([response.statusCode, arrived[0]?.body.length]).toEqual([200, 3 * 1024 * 1024]);
});

test("HEAD has the length of what it does not send", async () => {
  const { listener } = await listen(async () => httpResponse(200, { "content-length": "63246" }, ""));
  const response = await fetch(listener.url, { method: "HEAD" });
  expect([response.headers.get("content-length"), await response.text()]).toEqual(["63246", ""]);
});

test("204 and 304 have no length", async () => {
  for (const status of [204, 304]) {
    const { listener } = await listen(async () => httpResponse(status, {}, ""));
    const response = await fetch(listener.url);
    expect([response.status, response.headers.get("content-length")]).toEqual([status, null]);
  }
});

test.each([
  ["a header with CR and LF", httpResponse(200, { a: "b\r\nc: d" }, "")],
  ["a header beyond Latin-1", httpResponse(200, { a: "日" }, "")],
  ["a header's name that is none", httpResponse(200, { "a b": "c" }, "")],
  ["a status that is none", httpResponse(99_999, {}, "")],
])("%s costs one request, and nothing else", async (_, impossible) => {
  const reported: unknown[] = [];
  const { listener } = await listen(async ({ path }) => (path === "/bad" ? impossible : fine()), {
    report: (mistake) => reported.push(mistake),
  });
  expect((await fetch(`${listener.url}/bad`)).status).toBe(500);
  expect([(await fetch(listener.url)).status, reported.length]).toEqual([200, 1]);
});

test("Latin-1 in content-disposition arrives as it is", async () => {
  const disposition = 'attachment; filename="José.pdf"';
  const { listener } = await listen(async () =>
    httpResponse(200, { "content-length": "1", "content-disposition": disposition }, "x"),
  );
  expect((await fetch(listener.url)).headers.get("content-disposition")).toBe(disposition);
});

test.each([
  ["half a head", "GET / HTTP/1.1\r\nHost: h\r\nX-Ha"],
  ["half a body", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhal"],
  ["half a chunk", "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhal"],
])("%s is closed when its time is up", async (_, bytes) => {
  const { port, arrived } = await listen(fine, { limits: { headersMs: 20, requestMs: 40, checkMs: 10 } });
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^(?:HTTP\/1.1 408 Request Timeout|$)/);
  expect(arrived).toEqual([]);
});

test.each([
  ["nonsense", "\0\x01\x02\r\n\r\n"],
  ["a chunk whose length is none", "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
  ["two lengths", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"],
  ["a head without an end", `GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${"x".repeat(17_000)}`],
  ["no host", "GET / HTTP/1.1\r\n\r\n"],
])("%s is 4xx", async (_, bytes) => {
  const { port, arrived } = await listen(fine);
  expect(await speak(port, bytes)).toMatch(/^HTTP\/1.1 4\d\d /);
  expect(arrived).toEqual([]);
});

test("a body that is too large is refused, by its length or when it has come so far", async () => {
  const { port, arrived } = await listen(fine, { limits: { bodyBytes: 10 } });
  const head = "PUT / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
  expect(await speak(port, `${head}Content-Length: 11\r\n\r\nhello world`)).toMatch(/^HTTP\/1.1 413 /);
  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n`;
  expect(await speak(port, chunked)).toMatch(/^HTTP\/1.1 413 /);
  expect(await speak(port, `${head}Content-Length: 10\r\n\r\nhelloworld`)).toMatch(/^HTTP\/1.1 200 /);
  expect(arrived).toHaveLength(1);
});

test("a failure of ours is a 500 that says what failed", async () => {
  const failing = async () => {
    throw new Error("a part has no checksum");
  };
  const { listener } = await listen(failing, { report: () => {} });
  const response = await fetch(listener.url);
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("a part has no checksum");
});

test("a client that goes away in mid-request is forgotten", async () => {
  const { listener, arrived, port } = await listen(fine);
  const socket = connect(port, "127.0.0.1");
  socket.write("PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n\r\nhello", () => socket.destroy());
  await once(socket, "close");
  expect(await (await fetch(listener.url)).text()).toBe("fine");
  expect(arrived).toHaveLength(1);
});

test("closing lets requests under way end, and takes no more", async () => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { listener } = await listen(async () => {
    arrive();
    await released;
    return fine();
  });
  const answer = fetch(listener.url);
  await arrived;
  const closed = listener.close();
  release();
  expect((await answer).headers.get("connection")).toBe("close");
  await closed;
  await expect(fetch(listener.url)).rejects.toThrow();
  await listener.close();
});

test("a port in use is reported in one sentence", async () => {
  const { port } = await listen(fine);
  await expect(startListener({ port, handle: fine })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use: stop what listens there, or choose another port.`,
  );
});

test("what stands for a broken connection breaks the client's, and is nobody's mistake", async () => {
  const broken = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const mistakes: unknown[] = [];
  const { port } = await listen(() => Promise.reject(broken), {
    breaks: (error) => error === broken,
    report: (mistake) => mistakes.push(mistake),
  });
  expect(await speak(port, "POST /callback HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}")).toBe("");
  expect(mistakes).toEqual([]);
});

test("any other error of a front that can break connections is still our mistake", async () => {
  const mistakes: unknown[] = [];
  const { port } = await listen(() => Promise.reject(new Error("a bug")), {
    breaks: () => false,
    report: (mistake) => mistakes.push(mistake),
  });
  const answer = await speak(port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 500 /);
  expect(mistakes).toHaveLength(1);
});
