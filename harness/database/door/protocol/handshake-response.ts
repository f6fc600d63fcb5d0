import { CAPABILITY, type Capabilities, isMariadb } from "./capabilities.ts";
import { lengthEncodedBytes } from "./length-encoded.ts";
import { PayloadReader } from "./payload-reader.ts";

/**
 * A client's answer to the greeting
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_response.html).
 */
export interface HandshakeResponse {
  readonly capabilities: Capabilities;
  readonly maxPacketBytes: number;
  readonly collation: number;
  readonly user: Buffer;
  /** What the password plugin says. */
  readonly password: Buffer;
  /** Empty: none was named. */
  readonly schema: string;
  /** Empty: the client does not know of plugins. */
  readonly plugin: string;
  /** Attributes as they came, with their length. */
  readonly attributes: Buffer;
}

/** The 32 bytes with which both a response and a request for TLS begin. */
const HEAD_BYTES = 32;

/** Whether it is no response yet, but asks to go on in TLS. */
export function asksForTls(payload: Buffer): boolean {
  return payload.length >= 4 && (payload.readUInt32LE(0) & CAPABILITY.SSL) !== 0;
}

/** Whether the client speaks the protocol of MySQL 4.1 and newer, which has no alternative today. */
export function speaksProtocol41(payload: Buffer): boolean {
  return payload.length >= HEAD_BYTES && (payload.readUInt32LE(0) & CAPABILITY.PROTOCOL_41) !== 0;
}

export function readHandshakeResponse(payload: Buffer): HandshakeResponse {
  const reader = new PayloadReader(payload);
  const flags = reader.integer(4) | 0;
  const maxPacketBytes = reader.integer(4);
  const collation = reader.integer(1);
  reader.skip(19);
  const extended = reader.integer(4);
  const user = reader.zeroEnded();
  const password = readPassword(reader, flags);
  const schema = flags & CAPABILITY.CONNECT_WITH_DB && reader.left > 0 ? reader.zeroEnded().toString() : "";
  const plugin = flags & CAPABILITY.PLUGIN_AUTH && reader.left > 0 ? reader.zeroEnded().toString() : "";
  const attributes = flags & CAPABILITY.CONNECT_ATTRS ? reader.rest() : Buffer.alloc(0);
  const capabilities = { flags, mariadb: isMariadb(flags) ? extended : 0 };
  return { capabilities, maxPacketBytes, collation, user, password, schema, plugin, attributes };
}

function readPassword(reader: PayloadReader, flags: number): Buffer {
  if (flags & CAPABILITY.PLUGIN_AUTH_LENENC_CLIENT_DATA) return reader.lengthEncodedBytes();
  if (flags & CAPABILITY.SECURE_CONNECTION) return reader.bytes(reader.integer(1));
  return reader.zeroEnded();
}

export function writeHandshakeResponse(response: HandshakeResponse): Buffer {
  const { capabilities, password, attributes } = response;
  const { flags } = capabilities;
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(flags >>> 0, 0);
  head.writeUInt32LE(response.maxPacketBytes, 4);
  head[8] = response.collation;
  head.writeUInt32LE(capabilities.mariadb, 28);
  const lengthEncoded = flags & CAPABILITY.PLUGIN_AUTH_LENENC_CLIENT_DATA;
  return Buffer.concat([
    head,
    response.user,
    ZERO,
    lengthEncoded ? lengthEncodedBytes(password) : Buffer.concat([Buffer.from([password.length]), password]),
    ...(flags & CAPABILITY.CONNECT_WITH_DB ? [Buffer.from(response.schema), ZERO] : []),
    ...(flags & CAPABILITY.PLUGIN_AUTH ? [Buffer.from(response.plugin), ZERO] : []),
    ...(flags & CAPABILITY.CONNECT_ATTRS ? [attributes.length > 0 ? attributes : ZERO] : []),
  ]);
}

const ZERO = Buffer.alloc(1);
