import { CAPABILITY, type Capabilities, has } from "./capabilities.ts";
import { COMMAND } from "./commands.ts";
import { PayloadReader } from "./payload-reader.ts";

/** `COM_CHANGE_USER` (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_change_user.html). */
export interface ChangeUser {
  readonly user: Buffer;
  /** What the password plugin says. */
  readonly password: Buffer;
  /** Empty: none was named. */
  readonly schema: string;
  readonly collation: number;
  readonly plugin: string;
  /** Attributes as they came, with their length. */
  readonly attributes: Buffer;
}

const DEFAULT_COLLATION = 45;

export function readChangeUser(payload: Buffer): ChangeUser {
  const reader = new PayloadReader(payload, 1);
  const user = reader.zeroEnded();
  const password = reader.bytes(reader.integer(1));
  const schema = reader.zeroEnded().toString();
  const collation = reader.left >= 2 ? reader.integer(2) : DEFAULT_COLLATION;
  const plugin = reader.left > 0 ? reader.zeroEnded().toString() : "";
  return { user, password, schema, collation, plugin, attributes: reader.rest() };
}

export function writeChangeUser(change: ChangeUser, capabilities: Capabilities): Buffer {
  const collation = Buffer.alloc(2);
  collation.writeUInt16LE(change.collation);
  const { attributes } = change;
  return Buffer.concat([
    Buffer.from([COMMAND.CHANGE_USER]),
    change.user,
    Buffer.from([0, change.password.length]),
    change.password,
    Buffer.from(`${change.schema}\0`),
    collation,
    Buffer.from(`${change.plugin}\0`),
    ...(has(capabilities, CAPABILITY.CONNECT_ATTRS) ? [attributes.length > 0 ? attributes : Buffer.alloc(1)] : []),
  ]);
}
