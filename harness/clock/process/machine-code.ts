/**
 * A few instructions as data: hexadecimal bytes, a mark at which a jump can arrive, or bytes followed by the distance to
 * a mark (1 or 4 bytes, counted from the end of the instruction, as x64 does).
 */
export type Instruction =
  | string
  | { readonly mark: string }
  | { readonly bytes: string; readonly to: string; readonly width: 1 | 4 };

export const mark = (name: string): Instruction => ({ mark: name });
/** A jump of at most 127 bytes. */
export const jump = (bytes: string, to: string): Instruction => ({ bytes, to, width: 1 });
/** A call, or an operand addressed relative to the instruction pointer. */
export const relative = (bytes: string, to: string): Instruction => ({ bytes, to, width: 4 });

export interface MachineCode {
  readonly bytes: Buffer;
  /** Offsets of the marks. */
  readonly marks: ReadonlyMap<string, number>;
}

/** Throws when a mark is missing or a distance does not fit. */
export function assemble(instructions: readonly Instruction[]): MachineCode {
  const marks = new Map<string, number>();
  let size = 0;
  for (const instruction of instructions) {
    if (typeof instruction === "string") size += hex(instruction).length;
    else if ("mark" in instruction) marks.set(instruction.mark, size);
    else size += hex(instruction.bytes).length + instruction.width;
  }
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (const instruction of instructions) {
    if (typeof instruction === "string") at += hex(instruction).copy(bytes, at);
    else if ("bytes" in instruction) {
      at += hex(instruction.bytes).copy(bytes, at);
      const target = marks.get(instruction.to);
      if (target === undefined) throw new Error(`machine code: there is no mark '${instruction.to}'`);
      // Refuses by itself what does not fit into the width.
      at = bytes.writeIntLE(target - at - instruction.width, at, instruction.width);
    }
  }
  return { bytes, marks };
}

/** `"0f 05"` */
function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(" ", ""), "hex");
}
