import { readBinaryValue, type ShownValue } from "./protocol/binary-values.ts";
import { PayloadReader } from "./protocol/payload-reader.ts";
import { isNull } from "./protocol/query-attributes.ts";

interface PreparedStatement {
  readonly sql: string;
  readonly parameters: number;
  /** The types of the last execution that named them. */
  types: readonly number[];
  /** Parameters that were sent ahead of the execution, with their bytes. */
  readonly sentAhead: Map<number, number>;
}

/** MariaDB's drivers may mean the statement prepared last without knowing its number yet. */
const LAST_PREPARED = 0xffffffff;
/** Of `COM_STMT_EXECUTE`, with query attributes: the number of parameters comes even with a statement that has none. */
const PARAMETER_COUNT_AVAILABLE = 0x08;

/**
 * The prepared statements of one connection, as far as the trace shows them
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_execute.html). What cannot be read is left to the
 * engine to refuse.
 */
export class PreparedStatements {
  readonly #statements = new Map<number, PreparedStatement>();
  #last: PreparedStatement | undefined;

  add(id: number, sql: string, parameters: number): void {
    this.#last = { sql, parameters, types: [], sentAhead: new Map() };
    this.#statements.set(id, this.#last);
  }

  /** After `COM_RESET_CONNECTION` and `COM_CHANGE_USER` there are none. */
  clear(): void {
    this.#statements.clear();
    this.#last = undefined;
  }

  /** `payload` begins with the command, and the statement's number follows. */
  of(payload: Buffer): PreparedStatement | undefined {
    if (payload.length < 5) return undefined;
    const id = payload.readUInt32LE(1);
    return id === LAST_PREPARED ? this.#last : this.#statements.get(id);
  }

  close(payload: Buffer): void {
    if (payload.length >= 5) this.#statements.delete(payload.readUInt32LE(1));
  }

  reset(payload: Buffer): void {
    this.of(payload)?.sentAhead.clear();
  }

  /** `COM_STMT_SEND_LONG_DATA` of so many bytes, of which `payload` may be only the beginning. */
  sendAhead(payload: Buffer, payloadBytes: number): void {
    const statement = this.of(payload);
    if (!statement || payload.length < 7) return;
    const parameter = payload.readUInt16LE(5);
    statement.sentAhead.set(parameter, (statement.sentAhead.get(parameter) ?? 0) + payloadBytes - 7);
  }

  /** The parameters of `COM_STMT_EXECUTE`, in order; undefined when they cannot be read. */
  parameters(statement: PreparedStatement, payload: Buffer, attributes: boolean): ShownValue[] | undefined {
    try {
      return readParameters(statement, payload, attributes);
    } catch {
      // A packet cut short (it is large), or one that the engine will refuse.
      return undefined;
    } finally {
      statement.sentAhead.clear();
    }
  }
}

function readParameters(statement: PreparedStatement, payload: Buffer, attributes: boolean): ShownValue[] {
  const reader = new PayloadReader(payload, 5);
  const flags = reader.integer(1);
  reader.skip(4);
  const counted = attributes && (statement.parameters > 0 || (flags & PARAMETER_COUNT_AVAILABLE) !== 0);
  const count = counted ? reader.lengthEncoded() : statement.parameters;
  if (count === 0) return [];
  const nulls = reader.bytes((count + 7) >> 3);
  if (reader.integer(1) === 1) {
    statement.types = Array.from({ length: count }, () => {
      const type = reader.integer(2);
      if (attributes) reader.lengthEncodedBytes();
      return type;
    });
  }
  // Those beyond the statement's own are attributes.
  return Array.from({ length: statement.parameters }, (_, index) => {
    const ahead = statement.sentAhead.get(index);
    if (ahead !== undefined) return `… ${ahead} bytes`;
    return isNull(nulls, index) ? null : readBinaryValue(reader, statement.types[index] ?? 0);
  });
}
