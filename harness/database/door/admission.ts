import { passwordProof } from "./engine-login.ts";
import type { PacketChannel } from "./packet-channel.ts";
import type { ErrorPacket } from "./protocol/end-packets.ts";
import {
  asksForTls,
  type HandshakeResponse,
  readHandshakeResponse,
  speaksProtocol41,
} from "./protocol/handshake-response.ts";
import { MalformedPacketError } from "./protocol/malformed-packet.ts";

const NATIVE = "mysql_native_password";
const CACHING = "caching_sha2_password";
/** A caching_sha2_password server says this when it has the password in its cache. */
const FAST_AUTHENTICATION = Buffer.from([0x01, 0x03]);

/** MySQL's own refusal of a client that does not keep to the handshake. */
export const BAD_HANDSHAKE: ErrorPacket = { number: 1043, sqlState: "08S01", message: "Bad handshake" };

/** The client does not speak as it must; the packet is what a MySQL server without TLS answers. */
export class BadHandshakeError extends Error {
  override readonly name = "BadHandshakeError";
  readonly sequence: number;

  constructor(message: string, sequence: number) {
    super(message);
    this.sequence = sequence;
  }
}

/** The plugin that the greeting names. MySQL's clients have both; MariaDB's may lack the second. */
export function greetingPlugin(engines: string): string {
  return engines === CACHING ? CACHING : NATIVE;
}

/** What a client's plugin has said. */
export interface Satisfied {
  readonly plugin: string;
  readonly proof: Buffer;
  /** Of the packet that comes next. */
  readonly sequence: number;
}

export interface Admitted extends Satisfied {
  readonly response: HandshakeResponse;
}

/** The one whom a door lets in that does not let everybody in. */
export interface Visitor {
  readonly user: string;
  readonly password: string;
}

/** MySQL's refusal of whoever is not the visitor, or has not proved it; undefined for the visitor. */
export function refusalOf(
  { response, plugin, proof }: Admitted,
  { user, password }: Visitor,
  challenge: Buffer,
): ErrorPacket | undefined {
  const named = response.user.toString("utf8");
  const known = plugin === CACHING ? CACHING : NATIVE;
  if (named === user && proof.equals(passwordProof(known, password, challenge))) return undefined;
  return { number: 1045, sqlState: "28000", message: `Access denied for user '${named}'@'127.0.0.1'` };
}

/**
 * Lets a client in, with any user and any password, up to the final OK. TLS was not offered, so a client that must have it
 * ends the connection by itself; one that asks all the same is refused.
 */
export async function admit(client: PacketChannel, challenge: Buffer): Promise<Admitted> {
  const first = await client.next();
  if (asksForTls(first.payload) || !speaksProtocol41(first.payload)) {
    throw new BadHandshakeError("the client asks for what was not offered", first.sequence + 1);
  }
  const response = readResponse(first.payload, first.sequence);
  return { response, ...(await satisfyPlugin(client, response, first.sequence + 1, challenge)) };
}

function readResponse(payload: Buffer, sequence: number): HandshakeResponse {
  try {
    return readHandshakeResponse(payload);
  } catch (error) {
    if (!(error instanceof MalformedPacketError)) throw error;
    throw new BadHandshakeError(error.message, sequence + 1);
  }
}

/**
 * What the client's plugin waits for before the OK: after caching_sha2_password's proof the server's word that it was right;
 * after a plugin that the door does not know, a change to one that it does.
 */
export async function satisfyPlugin(
  client: PacketChannel,
  { plugin, password }: Pick<HandshakeResponse, "plugin" | "password">,
  sequence: number,
  challenge: Buffer,
): Promise<Satisfied> {
  const said = { plugin, proof: password };
  if (plugin === NATIVE || plugin === "") return { ...said, sequence };
  if (plugin === CACHING) {
    if (password.length === 0) return { ...said, sequence };
    client.write(sequence, FAST_AUTHENTICATION);
    return { ...said, sequence: sequence + 1 };
  }
  client.write(sequence, Buffer.concat([Buffer.from(`\xfe${NATIVE}\0`, "latin1"), challenge, Buffer.alloc(1)]));
  const answer = await client.next();
  return { plugin: NATIVE, proof: answer.payload, sequence: answer.sequence + 1 };
}
