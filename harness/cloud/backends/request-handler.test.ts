import { Readable } from "node:stream";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { type HttpRequest, httpResponse } from "../../network/http.ts";
import { createClients } from "./clients.ts";
import { inProcessRequestHandler } from "./request-handler.ts";

const REQUEST = { method: "PUT", path: "/b/k", headers: { host: "h" } };

/** A handler whose other side keeps what arrives and answers "fine". */
function open(handle = async () => httpResponse(200, {}, "fine")) {
  const arrived: HttpRequest[] = [];
  const handler = inProcessRequestHandler(async (request) => {
    arrived.push(request);
    return handle();
  });
  return { arrived, handler };
}

async function* text(...chunks: string[]) {
  for (const chunk of chunks) yield chunk;
}

test.each([
  ["a text", "héllo"],
  ["a Buffer", Buffer.from("héllo")],
  ["a view of a larger buffer", new Uint8Array(Buffer.from("xhéllox")).subarray(1, 7)],
])("sends %s with its length", async (_, body) => {
  const { arrived, handler } = open();
  await handler.handle({ ...REQUEST, body });
  const [request] = arrived;
  expect(request?.body.equals(Buffer.from(body as string))).toBe(true);
  expect(request?.headers["content-length"]).toBe(String(Buffer.from(body as string).length));
});

test("sends a stream of unknown length in chunks, as node:http does", async () => {
  const { arrived, handler } = open();
  await handler.handle({ ...REQUEST, body: Readable.from([Buffer.from("hel"), Buffer.from("lo")]) });
  await handler.handle({ ...REQUEST, body: text("hel", "lo") });
  expect(arrived.map(({ body, headers }) => [body.toString(), headers["transfer-encoding"]])).toEqual([
    ["hello", "chunked"],
    ["hello", "chunked"],
  ]);
});

test("answers with a stream and a length", async () => {
  const { handler } = open();
  const { response } = await handler.handle(REQUEST);
  expect(response).toMatchObject({ statusCode: 200, headers: { "content-length": "4" } });
  expect(await response.body.toArray()).toEqual([Buffer.from("fine")]);
});

test("the path is what is sent: encoded once, never normalised", async () => {
  const { arrived, handler } = open();
  const query = { "x-id": "PutObject", uploads: "", list: ["b", "a"], flag: null, odd: "a b+'ü" };
  await handler.handle({ ...REQUEST, path: "/b/a/./b%20c", query });
  expect(arrived[0]?.path).toBe("/b/a/./b%20c?flag&list=a&list=b&odd=a%20b%2B%27%C3%BC&uploads=&x-id=PutObject");
});

test.each([
  ["an undefined header", { headers: { "x-amz-decoded-content-length": undefined } }, "ERR_HTTP_INVALID_HEADER_VALUE"],
  ["a header with a line break", { headers: { a: "b\r\nc: d" } }, "ERR_INVALID_CHAR"],
  ["a header name with a blank", { headers: { "a b": "c" } }, "ERR_INVALID_HTTP_TOKEN"],
  ["an unescaped path", { path: "/b/a b" }, "ERR_UNESCAPED_CHARACTERS"],
])("refuses %s as a socket would", async (_, wrong, code) => {
  const { arrived, handler } = open();
  await expect(handler.handle({ ...REQUEST, ...wrong })).rejects.toMatchObject({ code });
  expect(arrived).toEqual([]);
});

test("refuses a body that is not as long as declared, or no body at all", async () => {
  const { arrived, handler } = open();
  const headers = { host: "h", "content-length": "4" };
  await expect(handler.handle({ ...REQUEST, headers, body: "hello" })).rejects.toThrow(
    "PUT: the body has 5 bytes, but Content-Length says 4.",
  );
  await expect(handler.handle({ ...REQUEST, body: { some: "object" } })).rejects.toThrow(
    "A request body of type Object cannot be sent",
  );
  await expect(handler.handle({ ...REQUEST, body: Readable.from([1, 2]) })).rejects.toThrow("not bytes");
  expect(arrived).toEqual([]);
});

test("a stream that fails fails the request", async () => {
  const { arrived, handler } = open();
  const body = Readable.from(
    (async function* () {
      yield "hel";
      throw new Error("disk gone");
    })(),
  );
  await expect(handler.handle({ ...REQUEST, body })).rejects.toThrow("disk gone");
  expect(arrived).toEqual([]);
});

test("a caller that has given up sends nothing; one that gives up does not wait", async () => {
  const { arrived, handler } = open(() => new Promise(() => {}));
  await expect(handler.handle(REQUEST, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(arrived).toEqual([]);
  const controller = new AbortController();
  const answer = handler.handle(REQUEST, { abortSignal: controller.signal });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});

test("an SDK client meets all this: a stream without length, an abort", async () => {
  const { arrived, handler } = open(() => new Promise(() => {}));
  const clients = createClients({
    endpoint: "http://127.0.0.1:4566",
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    requestHandler: handler,
  });
  const s3 = await clients.s3();
  const stream = new PutObjectCommand({ Bucket: "b", Key: "k", Body: Readable.from(["hello"]) });
  await expect(s3.send(stream)).rejects.toThrow('Invalid value "undefined" for header "x-amz-decoded-content-length"');
  expect(arrived).toEqual([]);
  const controller = new AbortController();
  const answer = s3.send(new PutObjectCommand({ Bucket: "b", Key: "k", Body: "hello" }), {
    abortSignal: controller.signal,
  });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});
