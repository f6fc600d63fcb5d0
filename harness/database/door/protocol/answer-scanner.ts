import { CAPABILITY, type Capabilities, has } from "./capabilities.ts";
import type { AnswerShape } from "./commands.ts";
import { EOF, ERROR, type ErrorPacket, OK, type OkPacket, readEofStatus, readError, readOk } from "./end-packets.ts";
import { MalformedPacketError } from "./malformed-packet.ts";
import { HEADER_BYTES, LONGEST_PAYLOAD_BYTES } from "./packet.ts";
import { PayloadReader } from "./payload-reader.ts";
import { STATUS } from "./status.ts";

/** What one answer said, without its rows. */
export interface AnswerSummary {
  /** One for each statement that was answered, in order; of very many only the first. */
  readonly results: readonly Result[];
  readonly resultCount: number;
  /** The last word, if it was one of failure. */
  readonly error: ErrorPacket | undefined;
  /** Status after the answer; undefined after an error, and of answers that have none. */
  readonly status: number | undefined;
  /** Of `COM_STMT_PREPARE`. */
  readonly prepared: { readonly id: number; readonly parameters: number } | undefined;
}

export type Result = { readonly rows: number } | { readonly changed: OkPacket };

/** What a piece of the stream holds: bytes of the answer, its last packet, and what comes after it. */
export interface Scanned {
  /** Whole packets and parts of them, for the client. */
  readonly pass: Buffer;
  /** `pass` and `last` in one piece. */
  readonly whole: Buffer;
  /** Set when the answer has ended: its last packet, which is not in `pass`. */
  readonly last: Buffer | undefined;
  /** After the end: what belongs to the next answer. */
  readonly rest: Buffer;
}

/** Of one packet with many statements; more are only counted. */
const RESULTS_KEPT = 8;
/** An EOF packet of the old kind is shorter than this; a row may begin with the same byte. */
const EOF_PACKET_BYTES = 9;
const EMPTY = Buffer.alloc(0);

type Phase = "first" | "parameters" | "columns" | "rows" | "ended";

/**
 * Finds the end of one answer in the engine's stream and counts on the way, in one pass over packet heads; rows are never
 * looked at nor kept. https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response.html,
 * https://mariadb.com/kb/en/result-set-packets/.
 */
export class AnswerScanner {
  readonly #shape: AnswerShape;
  readonly #deprecatesEof: boolean;
  #phase: Phase;
  /** Bytes of a packet that nobody needs to look at, still to come. */
  #skip = 0;
  /** The packet that comes goes on with the payload of the one before. */
  #continues = false;
  /** Definitions still to come in this phase. */
  #definitions = 0;
  /** Definitions of columns that follow those of parameters. */
  #columnsAfter = 0;
  #rows = 0;
  #carry: Buffer = EMPTY;
  readonly #results: Result[] = [];
  #resultCount = 0;
  #error: ErrorPacket | undefined;
  #status: number | undefined;
  #prepared: AnswerSummary["prepared"];

  constructor(shape: AnswerShape, capabilities: Capabilities) {
    this.#shape = shape;
    this.#deprecatesEof = has(capabilities, CAPABILITY.DEPRECATE_EOF);
    this.#phase = shape === "rows" ? "rows" : "first";
  }

  get summary(): AnswerSummary {
    const [results, resultCount] = [this.#results, this.#resultCount];
    return { results, resultCount, error: this.#error, status: this.#status, prepared: this.#prepared };
  }

  /** Takes the next piece. Throws MalformedPacketError for what is no answer. */
  scan(piece: Buffer): Scanned {
    const bytes = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece]);
    this.#carry = EMPTY;
    let at = 0;
    while (at < bytes.length) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, bytes.length - at);
        this.#skip -= skipped;
        at += skipped;
        continue;
      }
      if (bytes.length - at < HEADER_BYTES) break;
      const length = bytes.readUIntLE(at, 3);
      if (length > 0 && bytes.length - at === HEADER_BYTES) break;
      const first = bytes[at + HEADER_BYTES] ?? 0;
      if (this.#continues || !this.#matters(first, length)) {
        if (!this.#continues) this.#passOver();
        this.#continues = length === LONGEST_PAYLOAD_BYTES;
        this.#skip = HEADER_BYTES + length;
        continue;
      }
      const end = at + HEADER_BYTES + length;
      if (bytes.length < end) break;
      const ended = this.#read(bytes.subarray(at + HEADER_BYTES, end));
      if (ended) {
        const [pass, last] = [bytes.subarray(0, at), bytes.subarray(at, end)];
        return { pass, last, whole: bytes.subarray(0, end), rest: bytes.subarray(end) };
      }
      at = end;
    }
    this.#carry = bytes.subarray(at);
    const pass = at === bytes.length ? bytes : bytes.subarray(0, at);
    return { pass, whole: pass, last: undefined, rest: EMPTY };
  }

  /** Whether the packet has to be read as a whole. */
  #matters(first: number, length: number): boolean {
    if (this.#phase === "first") return true;
    if (this.#phase === "rows") return length > 0 && (first === ERROR || this.#isEnd(first, length));
    return this.#definitions === 0 || this.#isLastOfPrepared();
  }

  #isEnd(first: number, length: number): boolean {
    return first === EOF && length < (this.#deprecatesEof ? LONGEST_PAYLOAD_BYTES : EOF_PACKET_BYTES);
  }

  /** Where no EOF packet follows definitions, the last of them ends the answer. */
  #isLastOfPrepared(): boolean {
    const noneAfter = this.#phase === "columns" || this.#columnsAfter === 0;
    return this.#deprecatesEof && this.#shape === "prepared" && this.#definitions === 1 && noneAfter;
  }

  #passOver(): void {
    if (this.#phase === "rows") this.#rows++;
    else if (--this.#definitions === 0 && this.#deprecatesEof) this.#endDefinitions();
  }

  /** Reads a packet that matters; tells whether it is the last. */
  #read(payload: Buffer): boolean {
    if (payload[0] === ERROR) {
      this.#error = readError(payload);
      this.#status = undefined;
      return true;
    }
    if (this.#phase === "rows") return this.#endRows(payload);
    if (this.#phase !== "first") return this.#readEndOfDefinitions(payload);
    if (this.#shape === "text") return true;
    if (this.#shape === "prepared") return this.#startPrepared(payload);
    if (payload[0] === OK) return this.#endStatement(readOk(payload));
    if (this.#shape === "one") {
      this.#status = this.#statusOfEnd(payload);
      return true;
    }
    this.#definitions = new PayloadReader(payload).lengthEncoded();
    this.#phase = "columns";
    return false;
  }

  #readEndOfDefinitions(payload: Buffer): boolean {
    if (this.#definitions === 0) {
      if (payload[0] !== EOF) throw new MalformedPacketError("definitions do not end with an EOF packet");
      this.#endDefinitions();
      if (this.#phase === "rows" && (readEofStatus(payload) & STATUS.CURSOR_EXISTS) !== 0)
        return this.#endRows(payload);
    } else {
      this.#definitions = 0;
      this.#endDefinitions();
    }
    return this.#hasEnded();
  }

  #startPrepared(payload: Buffer): boolean {
    const reader = new PayloadReader(payload, 1);
    const id = reader.integer(4);
    const columns = reader.integer(2);
    const parameters = reader.integer(2);
    this.#prepared = { id, parameters };
    this.#columnsAfter = columns;
    this.#definitions = parameters;
    this.#phase = "parameters";
    if (parameters === 0) this.#endDefinitions();
    return this.#hasEnded();
  }

  /** The definitions of parameters or of columns are complete. */
  #endDefinitions(): void {
    if (this.#shape !== "prepared") {
      this.#phase = "rows";
      this.#rows = 0;
    } else if (this.#phase === "parameters" && this.#columnsAfter > 0) {
      this.#phase = "columns";
      this.#definitions = this.#columnsAfter;
    } else {
      this.#phase = "ended";
    }
  }

  #hasEnded(): boolean {
    return this.#phase === "ended";
  }

  #endRows(payload: Buffer): boolean {
    this.#status = this.#statusOfEnd(payload);
    this.#keep({ rows: this.#rows });
    this.#rows = 0;
    return this.#endsAnswer();
  }

  #endStatement(changed: OkPacket): boolean {
    this.#status = changed.status;
    this.#keep({ changed });
    return this.#endsAnswer();
  }

  #endsAnswer(): boolean {
    const more = this.#shape === "results" && ((this.#status ?? 0) & STATUS.MORE_RESULTS_EXIST) !== 0;
    if (more) this.#phase = "first";
    return !more;
  }

  /** An OK packet of the new kind has at least the length of 7, an EOF packet of the old kind 5. */
  #statusOfEnd(payload: Buffer): number {
    return payload.length >= 7 ? readOk(payload).status : readEofStatus(payload);
  }

  #keep(result: Result): void {
    this.#resultCount++;
    if (this.#results.length < RESULTS_KEPT) this.#results.push(result);
  }
}
