import { readFileSync } from "node:fs";
import { ClockRefused } from "./clock-refused.ts";
import type { ProcessMemory } from "./process-memory.ts";

/**
 * The vDSO of a process: a small ELF library that the kernel maps into every process, so that it can ask for the time
 * without a system call (vdso(7)). Only what is needed here is read: names of functions, and the unused end of the last page.
 */
export interface VdsoImage {
  /** Address of its first and behind its last byte. */
  readonly start: number;
  readonly end: number;
  /** What lies there. */
  readonly bytes: Buffer;
  readonly machine: "x64" | "arm64";
  /** Addresses of its functions. */
  readonly functions: ReadonlyMap<string, number>;
  /** Address of the first unused byte, a multiple of 16; from there to `end` all is zero. */
  readonly unused: number;
}

const ELF_64_LITTLE_ENDIAN = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const MACHINES = new Map<number, VdsoImage["machine"]>([
  [62, "x64"],
  [183, "arm64"],
]);
const PROGRAM_HEADERS = { offsetAt: 32, countAt: 56, size: 56 };
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DYNAMIC_ENTRY_SIZE = 16;
const DT_NULL = 0;
const DT_STRTAB = 5;
const DT_SYMTAB = 6;
const DT_STRSZ = 10;
const SYMBOL_SIZE = 24;

/** Throws `ClockRefused` when the process has none or it cannot be understood. */
export function readVdso(pid: number, memory: Pick<ProcessMemory, "read">): VdsoImage {
  const { start, end } = vdsoRange(pid);
  return parseVdso(memory.read(start, end - start), start);
}

function vdsoRange(pid: number): { start: number; end: number } {
  let maps: string;
  try {
    maps = readFileSync(`/proc/${pid}/maps`, "latin1");
  } catch {
    throw new ClockRefused(`process ${pid} has ended, or its memory map cannot be read`);
  }
  const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) .*\[vdso\]$/m.exec(maps) ?? [];
  if (start === undefined || end === undefined) {
    throw new ClockRefused(`process ${pid} has no vDSO: it asks the kernel itself for the time`);
  }
  return { start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) };
}

/** `image`: whole pages as they lie in memory from `start` on. */
export function parseVdso(image: Buffer, start: number): VdsoImage {
  try {
    if (!image.subarray(0, ELF_64_LITTLE_ENDIAN.length).equals(ELF_64_LITTLE_ENDIAN)) {
      throw new ClockRefused("the vDSO is no 64-bit ELF library (a 32-bit program?)");
    }
    const machine = MACHINES.get(image.readUInt16LE(18));
    if (!machine) throw new ClockRefused(`the vDSO is for ELF machine ${image.readUInt16LE(18)}, not x64 or arm64`);
    return {
      start,
      end: start + image.length,
      bytes: image,
      machine,
      functions: functionsOf(image, start),
      unused: unusedEnd(image, start),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new ClockRefused("the vDSO's tables lead out of its memory");
    throw error;
  }
}

function functionsOf(image: Buffer, start: number): Map<string, number> {
  const dynamic = dynamicEntries(image);
  const tableAt = (tag: number): number => dynamic.get(tag) ?? Number.NaN;
  const [symbols, names] = [tableAt(DT_SYMTAB), tableAt(DT_STRTAB)];
  const text = image.subarray(names, names + tableAt(DT_STRSZ));
  const functions = new Map<string, number>();
  // Linkers put the names right behind the symbols, and no table says how many symbols there are.
  for (let at = symbols; at + SYMBOL_SIZE <= names; at += SYMBOL_SIZE) {
    const nameAt = image.readUInt32LE(at);
    const value = number64(image, at + 8);
    if (value !== 0) functions.set(text.toString("latin1", nameAt, text.indexOf(0, nameAt)), start + value);
  }
  return functions;
}

/** Tag to value; addresses are relative to the library's first byte. */
function dynamicEntries(image: Buffer): Map<number, number> {
  const at = segmentsOf(image).find(({ type }) => type === PT_DYNAMIC)?.offset;
  if (at === undefined) throw new ClockRefused("the vDSO has no table of its symbols");
  const entries = new Map<number, number>();
  for (let entry = at; number64(image, entry) !== DT_NULL; entry += DYNAMIC_ENTRY_SIZE) {
    entries.set(number64(image, entry), number64(image, entry + 8));
  }
  return entries;
}

/** Behind the loaded bytes, and behind what else is there: some kernels map the whole file with its section headers. */
function unusedEnd(image: Buffer, start: number): number {
  const loaded = segmentsOf(image).filter(({ type }) => type === PT_LOAD);
  let used = Math.max(...loaded.map(({ offset, size }) => offset + size));
  for (let at = image.length - 1; at > used; at--) if (image[at] !== 0) used = at + 1;
  return start + Math.ceil(used / 16) * 16;
}

function segmentsOf(image: Buffer): { type: number; offset: number; size: number }[] {
  const first = number64(image, PROGRAM_HEADERS.offsetAt);
  return Array.from({ length: image.readUInt16LE(PROGRAM_HEADERS.countAt) }, (_, index) => {
    const at = first + index * PROGRAM_HEADERS.size;
    return { type: image.readUInt32LE(at), offset: number64(image, at + 8), size: number64(image, at + 40) };
  });
}

/** Offsets in here are small; a nonsensical one becomes NaN or too large, and the next read a RangeError. */
function number64(image: Buffer, at: number): number {
  return Number(image.readBigUInt64LE(at));
}
