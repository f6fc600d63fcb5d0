import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { connectRedis, type RedisStore } from "./redis-store.ts";

let redis: Server;
let store: RedisStore | undefined;
const sockets = new Set<Socket>();
const entries = new Map<string, string>();
const commands: string[][] = [];

afterEach(async () => {
  store?.close();
  store = undefined;
  entries.clear();
  commands.length = 0;
  await stopRedis();
});

/** As much of Redis as the store uses, on the wire: arrays of bulk strings in, RESP 2 out. */
async function startRedis(port = 0): Promise<string> {
  redis = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      for (const [, body = ""] of bytes.toString().matchAll(/\*\d+\r\n((?:\$\d+\r\n.*\r\n)+)/g)) {
        const words = [...body.matchAll(/\$\d+\r\n(.*)\r\n/g)].map(([, word = ""]) => word);
        commands.push(words);
        socket.write(reply(words));
      }
    });
  });
  redis.listen(port, "127.0.0.1");
  await once(redis, "listening");
  return `redis://127.0.0.1:${(redis.address() as AddressInfo).port}/0`;
}

async function stopRedis(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  if (redis.listening) await new Promise((resolve) => redis.close(resolve));
}

function reply([command = "", key = "", value = ""]: readonly string[]): string {
  if (command === "HELLO") return "%1\r\n$5\r\nproto\r\n:3\r\n";
  if (command === "GET") {
    const found = entries.get(key);
    return found === undefined ? "$-1\r\n" : `$${Buffer.byteLength(found)}\r\n${found}\r\n`;
  }
  if (command === "SET") entries.set(key, value);
  if (command === "DEL") return `:${Number(entries.delete(key))}\r\n`;
  return "+OK\r\n";
}

test("texts are kept with their lifetime, read and deleted", async () => {
  store = await connectRedis(await startRedis(), () => 1_000);
  await store.set("toq:a", "text", 3_500);
  expect(await store.get("toq:a")).toBe("text");
  expect(commands).toContainEqual(["SET", "toq:a", "text", "PX", "2500"]);
  await store.delete("toq:a");
  expect(await store.get("toq:a")).toBeUndefined();
  await store.set("toq:b", "too late", 1_000);
  expect(await store.get("toq:b")).toBeUndefined();
});

test("while Redis is away every call fails at once; it is found again when it comes back", async () => {
  const url = await startRedis();
  const connected = await connectRedis(url, () => 0);
  store = connected;
  await stopRedis();
  await expect(connected.get("a")).rejects.toThrow();
  await startRedis(Number(new URL(url).port));
  entries.set("a", "text");
  await expect.poll(() => connected.get("a").catch(() => undefined)).toBe("text");
});

test("a missing server is reported at once", async () => {
  const url = await startRedis();
  await stopRedis();
  await expect(connectRedis(url, () => 0)).rejects.toThrow("ECONNREFUSED");
});
