/**
 * MySQL's packets: three bytes of length, one of sequence, the payload. A payload of 16,777,215 bytes goes on in the next
 * packet (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html,
 * https://mariadb.com/kb/en/0-packet/).
 */
export const HEADER_BYTES = 4;
/** The longest payload of one packet; one of exactly this length is not the last. */
export const LONGEST_PAYLOAD_BYTES = 0xffffff;

/** One packet; `payload` must be shorter than `LONGEST_PAYLOAD_BYTES`. The sequence number wraps at 256. */
export function packet(sequence: number, payload: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  bytes.writeUIntLE(payload.length, 0, 3);
  bytes[3] = sequence & 0xff;
  payload.copy(bytes, HEADER_BYTES);
  return bytes;
}

/** A `COM_QUERY` of the door's own, as one packet. `attributes`: query attributes were agreed on, and there are none. */
export function queryPacket(sql: string, attributes: boolean): Buffer {
  const lead = attributes ? [COM_QUERY, 0, 1] : [COM_QUERY];
  return packet(0, Buffer.concat([Buffer.from(lead), Buffer.from(sql)]));
}

const COM_QUERY = 0x03;
