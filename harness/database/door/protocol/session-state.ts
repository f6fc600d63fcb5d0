import { EOF, OK } from "./end-packets.ts";
import { lengthEncodedBytes } from "./length-encoded.ts";
import { PayloadReader } from "./payload-reader.ts";
import { STATUS } from "./status.ts";

/**
 * One thing that changed in the session, as an OK packet tells it to clients that track
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_ok_packet.html#sect_protocol_basic_ok_packet_sessinfo).
 */
export interface StateChange {
  readonly type: number;
  readonly data: Buffer;
}

const SYSTEM_VARIABLE = 0;
const STATE_CHANGE = 2;
/** MySQL counts statements in a variable that can be tracked. */
const OF_THE_STAMP = new Set(["timestamp", "statement_id"]);
/** Types in the order in which servers tell them: variables, schema, state, GTIDs, transaction's state, its characteristics. */
const ORDER = [0, 1, 2, 3, 5, 4];
/** OK packets have at least this length; an EOF packet of the old kind is shorter. */
const OK_BYTES = 7;

export function isOk(payload: Buffer): boolean {
  return (payload[0] === OK || payload[0] === EOF) && payload.length >= OK_BYTES;
}

/**
 * What the OK of a stamp told, apart from what the stamp itself changed. A server that could not tell something with the rows
 * before (an EOF packet has no room) tells it with the next OK, and that was the stamp's.
 */
export function stateBesidesTimestamp(payload: Buffer): StateChange[] {
  return read(payload).changes.filter((change) => change.type !== STATE_CHANGE && !OF_THE_STAMP.has(nameOf(change)));
}

/** The OK packet with these changes as well; what it says itself is newer. */
export function withState(payload: Buffer, earlier: readonly StateChange[]): Buffer {
  const { status, statusAt, info, changes } = read(payload);
  const told = new Set(changes.map(keyOf));
  const all = [...earlier.filter((change) => !told.has(keyOf(change))), ...changes];
  all.sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
  const head = Buffer.from(payload.subarray(0, statusAt + 4));
  head.writeUInt16LE(status | STATUS.SESSION_STATE_CHANGED, statusAt);
  const data = Buffer.concat(
    all.map(({ type, data }) => Buffer.concat([Buffer.from([type]), lengthEncodedBytes(data)])),
  );
  return Buffer.concat([head, lengthEncodedBytes(info), lengthEncodedBytes(data)]);
}

function read(payload: Buffer): { status: number; statusAt: number; info: Buffer; changes: StateChange[] } {
  const reader = new PayloadReader(payload, 1);
  reader.lengthEncoded();
  reader.lengthEncoded();
  const statusAt = reader.offset;
  const status = reader.integer(2);
  reader.skip(2);
  const info = reader.left > 0 ? reader.lengthEncodedBytes() : Buffer.alloc(0);
  const changes: StateChange[] = [];
  if (status & STATUS.SESSION_STATE_CHANGED && reader.left > 0) {
    const state = new PayloadReader(reader.lengthEncodedBytes());
    while (state.left > 0) changes.push({ type: state.integer(1), data: state.lengthEncodedBytes() });
  }
  return { status, statusAt, info, changes };
}

function nameOf({ type, data }: StateChange): string {
  return type === SYSTEM_VARIABLE ? new PayloadReader(data).lengthEncodedBytes().toString() : "";
}

function keyOf(change: StateChange): string {
  return `${change.type} ${nameOf(change)}`;
}
