import { constants, createHash, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { RowDataPacket } from "mysql2/promise";
import { expect, inject, onTestFinished, test } from "vitest";
import { EngineLoginError, engineUser, finishLogin, passwordProof } from "../engine-login.ts";
import { PacketChannel } from "../packet-channel.ts";
import { writeError } from "../protocol/end-packets.ts";
import { withDoor } from "./door-under-test.ts";

const challenge = Buffer.from("0123456789abcdefghij");
const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

function sha(algorithm: "sha1" | "sha256", ...parts: Buffer[]): Buffer {
  return createHash(algorithm).update(Buffer.concat(parts)).digest();
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index % other.length] ?? 0)));
}

test("a server that keeps only a hash of the password can check the proof", () => {
  for (const password of ["secret", "ünïcode", "x".repeat(100)]) {
    const native = sha("sha1", sha("sha1", Buffer.from(password)));
    const once = xor(passwordProof("mysql_native_password", password, challenge), sha("sha1", challenge, native));
    expect(sha("sha1", once)).toEqual(native);
    const caching = sha("sha256", sha("sha256", Buffer.from(password)));
    const first = xor(passwordProof("caching_sha2_password", password, challenge), sha("sha256", caching, challenge));
    expect(sha("sha256", first)).toEqual(caching);
  }
  expect(passwordProof("caching_sha2_password", "", challenge)).toHaveLength(0);
  expect(passwordProof("mysql_native_password", "", challenge)).toHaveLength(0);
  expect(() => passwordProof("parsec", "secret", challenge)).toThrow(/checked by the plugin parsec/);
});

/** A login at a server that does what the test says. */
async function loginAt(isPrivate: boolean, serve: (server: PacketChannel) => Promise<void>): Promise<unknown> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    void serve(new PacketChannel(socket)).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const socket = connect({ host: "127.0.0.1", port: typeof address === "object" && address ? address.port : 0 });
  sockets.push(socket);
  const login = { user: "toq", password: "secret", private: isPrivate };
  return finishLogin(new PacketChannel(socket), login, challenge).then(
    ({ payload }) => payload,
    (error: unknown) => error,
  );
}

const switchTo = (plugin: string): Buffer =>
  Buffer.concat([Buffer.from(`\xfe${plugin}\0`, "latin1"), challenge, Buffer.alloc(1)]);

test("a password that the server has in its cache is not sent", async () => {
  const answer = await loginAt(false, async (server) => {
    server.write(2, switchTo("caching_sha2_password"));
    expect((await server.next()).payload).toEqual(passwordProof("caching_sha2_password", "secret", challenge));
    server.write(4, Buffer.from([1, 3]));
    server.write(5, OK);
  });
  expect(answer).toEqual(OK);
});

test("on a socket that nobody hears the password is sent as it is", async () => {
  let heard = "";
  await loginAt(true, async (server) => {
    server.write(2, Buffer.from([1, 4]));
    heard = (await server.next()).payload.toString();
    server.write(4, OK);
  });
  expect(heard).toBe("secret\0");
});

test("over TCP it is sent encrypted with the server's key", async () => {
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  let heard = "";
  await loginAt(false, async (server) => {
    server.write(2, Buffer.from([1, 4]));
    expect((await server.next()).payload).toEqual(Buffer.from([2]));
    server.write(4, Buffer.concat([Buffer.from([1]), Buffer.from(keys.publicKey)]));
    const { payload } = await server.next();
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    heard = xor(privateDecrypt({ key: keys.privateKey, padding }, payload), challenge).toString();
    server.write(6, OK);
  });
  expect(heard).toBe("secret\0");
});

test("a refusal is the server's own error, with the user's name", async () => {
  const denied = { number: 1045, sqlState: "28000", message: "Access denied" };
  const error = await loginAt(false, async (server) => server.write(2, writeError(denied)));
  expect(error).toBeInstanceOf(EngineLoginError);
  expect(error).toMatchObject({ message: "the engine refuses the user toq: Access denied", packet: denied });
});

test("a user and password of a URL are decoded", () => {
  expect(engineUser({ url: "mysql://to%40q:se%2Fcret@127.0.0.1:3306/" })).toEqual({
    user: "to@q",
    password: "se/cret",
    private: false,
  });
});

test("an engine that is reached by a URL: here it is itself a door", () =>
  withDoor(inject("engine"), async ({ door, database, mistakes }) => {
    const url = `mysql://toq:secret@${door.host}:${door.port}/`;
    const far = { ...inject("engine"), address: { url } };
    await withDoor(
      inject("engine"),
      async ({ connect, told }) => {
        const client = await connect();
        const [[row]] = await client.query<RowDataPacket[]>("SELECT @@time_zone AS zone, DATABASE() AS name");
        expect(row).toEqual({ zone: "+00:00", name: database });
        await client.changeUser({ user: "another" });
        await client.query("INSERT INTO houses (name) VALUES ('a')");
        expect(told()).toEqual([
          "SELECT: 1 rows",
          "CHANGE USER: ok",
          "INSERT houses: 1 affected",
          "row houses 1 insert",
        ]);
      },
      { door: { engine: far, database, watch: [{ table: "houses" }] } },
    );
    expect(mistakes).toEqual([]);
  }));
