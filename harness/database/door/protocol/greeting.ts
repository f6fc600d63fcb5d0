import { CAPABILITY, type Capabilities, isMariadb } from "./capabilities.ts";
import { MalformedPacketError } from "./malformed-packet.ts";
import { PayloadReader } from "./payload-reader.ts";

const PROTOCOL_VERSION = 10;
/** The challenge of MySQL's password plugins is this long, and ends with a zero byte. */
const FIRST_PART_BYTES = 8;
const CHALLENGE_BYTES = 20;

/**
 * What a server says first
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html).
 */
export interface Greeting {
  readonly serverVersion: string;
  readonly threadId: number;
  /** 20 random bytes for the password plugin. */
  readonly challenge: Buffer;
  readonly capabilities: Capabilities;
  readonly collation: number;
  readonly status: number;
  readonly plugin: string;
}

export function readGreeting(payload: Buffer): Greeting {
  const reader = new PayloadReader(payload);
  const version = reader.integer(1);
  if (version !== PROTOCOL_VERSION)
    throw new MalformedPacketError(`the server speaks version ${version} of the protocol`);
  const serverVersion = reader.zeroEnded().toString();
  const threadId = reader.integer(4);
  const first = reader.bytes(FIRST_PART_BYTES);
  reader.skip(1);
  const low = reader.integer(2);
  const collation = reader.integer(1);
  const status = reader.integer(2);
  const flags = low | (reader.integer(2) << 16);
  const challengeBytes = reader.integer(1);
  reader.skip(6);
  const extended = reader.integer(4);
  const second = reader.bytes(Math.max(13, challengeBytes - FIRST_PART_BYTES));
  const challenge = Buffer.concat([first, second]).subarray(0, CHALLENGE_BYTES);
  const plugin = flags & CAPABILITY.PLUGIN_AUTH ? reader.zeroEnded().toString() : "mysql_native_password";
  const capabilities = { flags, mariadb: isMariadb(flags) ? extended : 0 };
  return { serverVersion, threadId, challenge, capabilities, collation, status, plugin };
}

export function writeGreeting(greeting: Greeting): Buffer {
  const { challenge, capabilities } = greeting;
  const fixed = Buffer.alloc(31);
  fixed.writeUInt32LE(greeting.threadId, 0);
  challenge.copy(fixed, 4, 0, FIRST_PART_BYTES);
  fixed.writeUInt16LE(capabilities.flags & 0xffff, 13);
  fixed[15] = greeting.collation;
  fixed.writeUInt16LE(greeting.status, 16);
  fixed.writeUInt16LE(capabilities.flags >>> 16, 18);
  fixed[20] = CHALLENGE_BYTES + 1;
  fixed.writeUInt32LE(capabilities.mariadb, 27);
  return Buffer.concat([
    Buffer.from([PROTOCOL_VERSION]),
    Buffer.from(`${greeting.serverVersion}\0`),
    fixed,
    challenge.subarray(FIRST_PART_BYTES),
    Buffer.from(`\0${greeting.plugin}\0`),
  ]);
}
