import { constants, createHash, publicEncrypt } from "node:crypto";
import type { EngineAddress } from "../engine/engine.ts";
import type { Packet, PacketChannel } from "./packet-channel.ts";
import { EOF, ERROR, type ErrorPacket, OK, readError } from "./protocol/end-packets.ts";
import { MalformedPacketError } from "./protocol/malformed-packet.ts";
import { PayloadReader } from "./protocol/payload-reader.ts";

/** As whom the door logs in at the engine, whoever its client says to be. */
export interface EngineUser {
  readonly user: string;
  readonly password: string;
  /** The connection cannot be listened to, so that a password may be sent as it is. */
  readonly private: boolean;
}

export function engineUser(address: EngineAddress): EngineUser {
  if ("socketPath" in address) return { user: "root", password: "", private: true };
  const { username, password } = new URL(address.url);
  return { user: decodeURIComponent(username), password: decodeURIComponent(password), private: false };
}

/** The engine did not let the door in. `packet` is its own word for it, if it said one. */
export class EngineLoginError extends Error {
  override readonly name = "EngineLoginError";
  readonly packet: ErrorPacket | undefined;

  constructor(message: string, packet?: ErrorPacket) {
    super(message);
    this.packet = packet;
  }
}

/** What the plugin sends first; the challenge is the server's. */
export function passwordProof(plugin: string, password: string, challenge: Buffer): Buffer {
  if (password === "") return Buffer.alloc(0);
  // https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_authentication_methods_native_password_authentication.html
  if (plugin === "mysql_native_password") {
    const once = digest("sha1", Buffer.from(password));
    return xor(once, digest("sha1", challenge, digest("sha1", once)));
  }
  // https://dev.mysql.com/doc/dev/mysql-server/latest/page_caching_sha2_authentication_exchanges.html
  if (plugin === "caching_sha2_password") {
    const once = digest("sha256", Buffer.from(password));
    return xor(once, digest("sha256", digest("sha256", once), challenge));
  }
  throw new EngineLoginError(
    `the engine's user is checked by the plugin ${plugin}, which the SQL door does not know; ` +
      "name a user of mysql_native_password or caching_sha2_password in DATABASE_URL",
  );
}

/**
 * Goes on with a login after the door has said who it is. Gives the engine's last packet, its OK; throws EngineLoginError
 * when the engine refuses.
 */
export async function finishLogin(
  channel: PacketChannel,
  { user, password, private: isPrivate }: EngineUser,
  challenge: Buffer,
): Promise<Packet> {
  let nonce = challenge;
  for (;;) {
    const received = await channel.next();
    const { sequence, payload } = received;
    switch (payload[0]) {
      case OK:
        return received;
      case ERROR: {
        const packet = readError(payload);
        throw new EngineLoginError(`the engine refuses the user ${user}: ${packet.message}`, packet);
      }
      case EOF: {
        const { plugin, challenge: another } = readSwitch(payload);
        nonce = another;
        channel.write(sequence + 1, passwordProof(plugin, password, nonce));
        break;
      }
      case MORE_DATA:
        if (payload[1] === FULL_AUTHENTICATION) {
          const text = Buffer.from(`${password}\0`);
          if (isPrivate) channel.write(sequence + 1, text);
          else await sendEncrypted(channel, sequence + 1, text, nonce);
        } else if (payload[1] !== FAST_AUTHENTICATION) {
          throw new MalformedPacketError("the engine asks for something unknown in its login");
        }
        break;
      default:
        throw new MalformedPacketError("the engine's login goes on with an unknown packet");
    }
  }
}

const MORE_DATA = 0x01;
const FAST_AUTHENTICATION = 0x03;
const FULL_AUTHENTICATION = 0x04;
const ASK_FOR_PUBLIC_KEY = 0x02;

function readSwitch(payload: Buffer): { plugin: string; challenge: Buffer } {
  const reader = new PayloadReader(payload, 1);
  const plugin = reader.zeroEnded().toString();
  const challenge = reader.rest();
  return { plugin, challenge: challenge.at(-1) === 0 ? challenge.subarray(0, -1) : challenge };
}

async function sendEncrypted(channel: PacketChannel, sequence: number, text: Buffer, nonce: Buffer): Promise<void> {
  channel.write(sequence, Buffer.from([ASK_FOR_PUBLIC_KEY]));
  const answer = await channel.next();
  if (answer.payload[0] !== MORE_DATA) throw new EngineLoginError("the engine gives no public key for its password");
  const key = answer.payload.subarray(1).toString();
  const masked = xor(text, repeated(nonce, text.length));
  const encrypted = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING }, masked);
  channel.write(answer.sequence + 1, encrypted);
}

function digest(algorithm: "sha1" | "sha256", ...parts: readonly Buffer[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
}

function repeated(bytes: Buffer, length: number): Buffer {
  return Buffer.alloc(length, bytes);
}
