import type { Dice } from "../dice.ts";

const HEAD = "PUT /fuzz-a/raw HTTP/1.1\r\nHost: 127.0.0.1\r\n";

/** Bytes that are no HTTP, or not all of it. */
export function brokenHttp(dice: Dice): Buffer {
  const get = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  return dice.one<() => Buffer>([
    () => Buffer.from(HEAD.slice(0, dice.below(HEAD.length))),
    () => Buffer.from(`${HEAD}Content-Length: 100\r\n\r\nhalf`),
    () =>
      Buffer.from(
        `${HEAD}Transfer-Encoding: chunked\r\n\r\n${dice.one(["zz", "-1", "ffffffffffffffffff", "5"])}\r\nhel`,
      ),
    () => Buffer.from(`${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`),
    () => Buffer.from(`${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`),
    () => Buffer.from(`${HEAD}Content-Length: -1\r\n\r\n`),
    () => Buffer.from(`${HEAD}X: ${"x".repeat(1 << (8 + dice.below(9)))}\r\n\r\n`),
    () => Buffer.from(`${HEAD}${"A: b\r\n".repeat(3000)}\r\n`),
    () => Buffer.from(get.repeat(1 + dice.below(20))),
    () => Buffer.from(`${get}${HEAD}Content-Length: 9\r\n\r\nxx`),
    () => Buffer.from("GET / HTTP/9.9\r\n\r\n"),
    () => Buffer.from("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
    () => Buffer.from("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    () => Buffer.from("CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    () => Buffer.from("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
    () => Buffer.from("GET /%ff%zz?%=&&=%ff HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: nothing\r\n\r\n"),
    () => Buffer.concat([Buffer.from("GET /"), dice.bytes(100), Buffer.from(" HTTP/1.1\r\n\r\n")]),
    () => dice.bytes(1 + dice.below(500)),
  ])();
}
