import { MalformedPacketError } from "./malformed-packet.ts";
import type { PayloadReader } from "./payload-reader.ts";

/** A value as the trace shows it: JSON's own kinds; 64-bit integers and decimals as text, bytes that are no text in base64. */
export type ShownValue = string | number | null | { readonly base64: string };

/** Column types of the protocol whose values have no length of their own in front, by MySQL's names (`MYSQL_TYPE_…`). */
const TYPE = {
  TINY: 0x01,
  SHORT: 0x02,
  LONG: 0x03,
  FLOAT: 0x04,
  DOUBLE: 0x05,
  NULL: 0x06,
  TIMESTAMP: 0x07,
  LONGLONG: 0x08,
  INT24: 0x09,
  DATE: 0x0a,
  TIME: 0x0b,
  DATETIME: 0x0c,
  YEAR: 0x0d,
} as const;
/** Beside the type: an integer without a sign. */
const UNSIGNED = 0x8000;
/** Longer values are told by their length. */
const LONGEST_SHOWN_BYTES = 64 * 1024;

/**
 * Reads one parameter in the binary form
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html#sect_protocol_binary_resultset_row_value).
 */
export function readBinaryValue(reader: PayloadReader, typeAndFlag: number): ShownValue {
  const unsigned = (typeAndFlag & UNSIGNED) !== 0;
  const integer = (bytes: number): number => (unsigned ? reader.integer(bytes) : reader.signed(bytes));
  switch (typeAndFlag & 0xff) {
    case TYPE.NULL:
      return null;
    case TYPE.TINY:
      return integer(1);
    case TYPE.SHORT:
    case TYPE.YEAR:
      return integer(2);
    case TYPE.LONG:
    case TYPE.INT24:
      return integer(4);
    case TYPE.LONGLONG:
      return shownInteger(reader.big(unsigned));
    case TYPE.FLOAT:
      return reader.float();
    case TYPE.DOUBLE:
      return reader.double();
    case TYPE.DATE:
    case TYPE.DATETIME:
    case TYPE.TIMESTAMP:
      return readInstant(reader);
    case TYPE.TIME:
      return readDuration(reader);
    default:
      return shownBytes(reader.lengthEncodedBytes());
  }
}

function shownBytes(bytes: Buffer): ShownValue {
  if (bytes.length > LONGEST_SHOWN_BYTES) return `… ${bytes.length} bytes`;
  const text = bytes.toString();
  return bytes.equals(Buffer.from(text)) ? text : { base64: bytes.toString("base64") };
}

function shownInteger(value: bigint): ShownValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function readInstant(reader: PayloadReader): string {
  const length = reader.integer(1);
  if (![0, 4, 7, 11].includes(length)) throw new MalformedPacketError(`a time of ${length} bytes`);
  const [year, month, day] = length >= 4 ? [reader.integer(2), reader.integer(1), reader.integer(1)] : [0, 0, 0];
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  return length < 7 ? date : `${date} ${readClock(reader, 0)}${length === 11 ? fraction(reader) : ""}`;
}

function readDuration(reader: PayloadReader): string {
  const length = reader.integer(1);
  if (length === 0) return "00:00:00";
  if (length !== 8 && length !== 12) throw new MalformedPacketError(`a duration of ${length} bytes`);
  const sign = reader.integer(1) === 1 ? "-" : "";
  const days = reader.integer(4);
  return `${sign}${readClock(reader, 24 * days)}${length === 12 ? fraction(reader) : ""}`;
}

function readClock(reader: PayloadReader, moreHours: number): string {
  const [hours, minutes, seconds] = [reader.integer(1) + moreHours, reader.integer(1), reader.integer(1)];
  return `${padded(hours, 2)}:${padded(minutes, 2)}:${padded(seconds, 2)}`;
}

function fraction(reader: PayloadReader): string {
  return `.${padded(reader.integer(4), 6)}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}
