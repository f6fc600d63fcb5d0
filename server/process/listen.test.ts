import { get } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "./listen.ts";

const TIMES = { port: 0, readTimeoutMs: 10_000, writeTimeoutMs: 10_000, idleTimeoutMs: 60_000 };

async function server() {
  const lengths: number[] = [];
  const handle = async ({ body }: { body: Buffer }) => {
    lengths.push(body.length);
    return { status: 200, headers: {}, body: Buffer.from("read") };
  };
  const { address, stop } = await listen("127.0.0.1", TIMES, handle, async () => {});
  onTestFinished(() => stop());
  const post = (body: Buffer | ReadableStream) => fetch(`http://${address}/`, { method: "POST", body, duplex: "half" });
  return { lengths, post };
}

test("a body of 10 MB is read", async () => {
  const { lengths, post } = await server();
  expect((await post(Buffer.alloc(10 << 20))).status).toBe(200);
  expect(lengths).toEqual([10 << 20]);
});

test("a larger one is refused unread, whether it tells its length or not", async () => {
  const { lengths, post } = await server();
  const pieces = async function* () {
    for (let piece = 0; piece < 11; piece++) yield Buffer.alloc(1 << 20);
  };
  const statusOf = (body: Buffer | ReadableStream) =>
    // A client that still sends when it is refused may see a closed connection instead of the answer.
    post(body).then(
      ({ status }) => status,
      () => 413,
    );
  expect(await statusOf(Buffer.alloc((10 << 20) + 1))).toBe(413);
  expect(await statusOf(ReadableStream.from(pieces()))).toBe(413);
  expect(lengths).toEqual([]);
});

test.each([
  ["/a%zz", 400],
  ["/a%2", 400],
  ["/%", 400],
  ["/a%2Fb", 200],
  ["/a?b=%zz", 200],
  ["/", 200],
])("%s is answered %i: broken escapes in a path reach no handler", async (path, status) => {
  const { address, stop } = await listen(
    "127.0.0.1",
    TIMES,
    async ({ path: received }) => ({ status: 200, headers: {}, body: Buffer.from(received) }),
    async () => {},
  );
  onTestFinished(() => stop());
  const [host = "", port = ""] = address.split(":");
  const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    get({ host, port, path }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, text: body }), reject);
    }).on("error", reject);
  });
  expect(answer).toEqual({ status, text: status === 400 ? "400 Bad Request" : path });
});
