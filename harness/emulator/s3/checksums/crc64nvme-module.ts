/**
 * The inner loop of CRC-64/NVME as a WebAssembly module: 64-bit registers make it several times as fast as JavaScript's 32-bit ones. It is
 * put together here, instruction by instruction (https://webassembly.github.io/spec/core/binary/), so that nothing unreadable is checked in.
 *
 * Memory: SLICES tables of 256 entries, then the checksum, then the data. `update(length)` takes so many bytes of the data into the checksum.
 */

/** Entry `k * 256 + b` of the tables is the effect of byte `b` followed by `k` zero bytes. */
export const SLICES = 16;
const TABLE_BYTES = 256 * 8;
export const CHECKSUM_AT = SLICES * TABLE_BYTES;
export const DATA_AT = 65_536;
export const MAXIMUM_DATA_BYTES = 65_536;

/** The parameter, and what the function declares. */
const LOCALS = { length: 0, at: 1, checksum: 2, first: 3, second: 4 } as const;

const I32 = 0x7f;
const I64 = 0x7e;
const NO_RESULT = 0x40;

/** LEB128, as WebAssembly writes unsigned numbers. */
function unsigned(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const low = value & 0x7f;
  const isLast = (value >> 6 === 0 || value >> 6 === -1) && value >> 6 === value >> 7;
  return isLast ? [low] : [low | 0x80, ...signed(value >> 7)];
}

type Code = readonly number[];
const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const i32 = (value: number): Code => [0x41, ...signed(value)];
const i64 = (value: number): Code => [0x42, ...signed(value)];
/** The address is on the stack; alignment is only a hint. */
const load64 = (offset: number): Code => [0x29, 0, ...unsigned(offset)];
const loadByte = (offset: number): Code => [0x31, 0, ...unsigned(offset)];
const store64 = (offset: number): Code => [0x37, 0, ...unsigned(offset)];
const [END, LOOP, BLOCK] = [0x0b, 0x03, 0x02] as const;
const branchIf = (depth: number): Code => [0x0d, depth];
const branch = (depth: number): Code => [0x0c, depth];
const [I32_LESS, I32_AND, I32_ADD, I32_SUB, I32_IS_ZERO] = [[0x49], [0x71], [0x6a], [0x6b], [0x45]] as const;
const [I64_AND, I64_XOR, I64_LEFT, I64_RIGHT, TO_I32] = [[0x83], [0x85], [0x86], [0x88], [0xa7]] as const;

/** The entry of a table for byte `index` of a 64-bit local; the address is the byte times 8. */
function entry(table: number, local: number, index: number): Code {
  const shift: Code = index === 0 ? [...i64(3), ...I64_LEFT] : [...i64(8 * index - 3), ...I64_RIGHT];
  return [...get(local), ...shift, ...TO_I32, ...i32(0xff << 3), ...I32_AND, ...load64(table * TABLE_BYTES)];
}

function advance(bytes: number): Code {
  return [
    ...[...get(LOCALS.at), ...i32(bytes), ...I32_ADD, ...set(LOCALS.at)],
    ...[...get(LOCALS.length), ...i32(bytes), ...I32_SUB, ...set(LOCALS.length)],
  ];
}

const whileAtLeast = (bytes: number, body: Code): Code => [
  ...[BLOCK, NO_RESULT, LOOP, NO_RESULT],
  ...(bytes === 1 ? [...get(LOCALS.length), ...I32_IS_ZERO] : [...get(LOCALS.length), ...i32(bytes), ...I32_LESS]),
  ...[...branchIf(1), ...body, ...advance(bytes), ...branch(0), END, END],
];

/** Sixteen bytes at once: the tables are used from the last to the first. */
function sixteenBytes(): Code {
  const entries = [LOCALS.first, LOCALS.second].flatMap((local, half) =>
    Array.from({ length: 8 }, (_, index) => entry(SLICES - 1 - 8 * half - index, local, index)),
  );
  const joined = entries.flatMap((code, index) => (index === 0 ? code : [...code, ...I64_XOR]));
  return [
    ...[...get(LOCALS.at), ...load64(DATA_AT), ...get(LOCALS.checksum), ...I64_XOR, ...set(LOCALS.first)],
    ...[...get(LOCALS.at), ...load64(DATA_AT + 8), ...set(LOCALS.second)],
    ...[...joined, ...set(LOCALS.checksum)],
  ];
}

function oneByte(): Code {
  return [
    ...[
      ...get(LOCALS.checksum),
      ...get(LOCALS.at),
      ...loadByte(DATA_AT),
      ...I64_XOR,
      ...i64(0xff),
      ...I64_AND,
      ...set(LOCALS.first),
    ],
    ...[
      ...entry(0, LOCALS.first, 0),
      ...get(LOCALS.checksum),
      ...i64(8),
      ...I64_RIGHT,
      ...I64_XOR,
      ...set(LOCALS.checksum),
    ],
  ];
}

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const sized = (code: Code): Code => [...unsigned(code.length), ...code];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(vector(items))];
const name = (text: string): Code => sized([...Buffer.from(text)]);

/** The module's bytes; it exports `memory` and `update`. */
export function crc64nvmeModule(): Uint8Array<ArrayBuffer> {
  const body: Code = [
    ...vector([
      [1, I32],
      [3, I64],
    ]),
    ...[...i32(0), ...load64(CHECKSUM_AT), ...set(LOCALS.checksum)],
    ...whileAtLeast(SLICES, sixteenBytes()),
    ...whileAtLeast(1, oneByte()),
    ...[...i32(0), ...get(LOCALS.checksum), ...store64(CHECKSUM_AT), END],
  ];
  const pages = (DATA_AT + MAXIMUM_DATA_BYTES) / 65_536;
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 1, I32, 0]]),
    ...section(3, [[0]]),
    ...section(5, [[0, pages]]),
    ...section(7, [
      [...name("memory"), 2, 0],
      [...name("update"), 0, 0],
    ]),
    ...section(10, [sized(body)]),
  ]);
}
