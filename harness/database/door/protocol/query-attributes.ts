import { readBinaryValue } from "./binary-values.ts";
import { PayloadReader } from "./payload-reader.ts";

/**
 * Where the text of a `COM_QUERY` begins when query attributes were agreed on
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query.html). Throws MalformedPacketError.
 */
export function skipQueryAttributes(payload: Buffer): number {
  const reader = new PayloadReader(payload, 1);
  const count = reader.lengthEncoded();
  reader.lengthEncoded();
  if (count === 0) return reader.offset;
  const nulls = reader.bytes((count + 7) >> 3);
  const bound = reader.integer(1);
  const types: number[] = [];
  for (let index = 0; bound === 1 && index < count; index++) {
    types.push(reader.integer(2));
    reader.lengthEncodedBytes();
  }
  for (const [index, type] of types.entries()) if (!isNull(nulls, index)) readBinaryValue(reader, type);
  return reader.offset;
}

export function isNull(bitmap: Buffer, index: number): boolean {
  return (((bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}
