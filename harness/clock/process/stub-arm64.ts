import { WALL_CLOCKS } from "./clock-ids.ts";
import { type ClockStub, STUB_SIGNATURE, type StubOptions } from "./clock-stub.ts";

/**
 * As on x64, with the two functions that arm64 has. NOT RUN: no such machine was available. A test holds the bytes against an
 * assembler where there is one. Changes only what its procedure call standard lets a function change (x0 to x17).
 */
export function stubArm64({ wallStartNs, shiftedClocks }: StubOptions): ClockStub {
  const data = Buffer.alloc(ARM64_DATA_BYTES);
  data.writeBigInt64LE(wallStartNs, 8);
  STUB_SIGNATURE.copy(data, 24);
  data.writeUInt32LE(shiftedClocks, 40);
  data.writeUInt32LE(WALL_CLOCKS, 44);
  const entries = new Map<string, number>();
  let at = ARM64_DATA_BYTES;
  for (const [word, text] of ARM64_LISTING) {
    const name = FUNCTIONS.find((each) => text === `${each}:`);
    if (name) entries.set(`__kernel_${name}`, at);
    at += word.length / 2;
  }
  return {
    bytes: Buffer.concat([data, Buffer.from(ARM64_LISTING.map(([word]) => word).join(""), "hex")]),
    aheadAt: 0,
    standingAt: 16,
    entries,
    detour(distance) {
      // Where branch targets are guarded an indirect call may only arrive at `bti c`; elsewhere that does nothing.
      const code = Buffer.from("5f2403d500000000", "hex");
      const words = (distance - 4) / 4; // b: counted from itself, the second instruction
      code.writeUInt32LE(0x1400_0000 + (words & 0x03ff_ffff), 4);
      return code;
    },
  };
}

const FUNCTIONS = ["clock_gettime", "gettimeofday"];

/** Words before the code: ahead, start and standing (64 bits each), the signature, the masks shifted and wallmask (32 bits each). */
export const ARM64_DATA =
  "ahead: .quad 0; start: .quad 0; standing: .quad 0; .quad 0; .quad 0; shifted: .word 0; wallmask: .word 0";
export const ARM64_DATA_BYTES = 48;

/** Each instruction as it lies in memory and in words, with the labels between. */
export const ARM64_LISTING: readonly (readonly [hex: string, assembly: string])[] = [
  ["", "clock_gettime:"],
  ["280e80d2", "mov x8, #113"], // the system call's number
  ["e903002a", "mov w9, w0"],
  ["010000d4", "svc #0"], // the result is in w0; all else is kept
  ["20030035", "cbnz w0, told"], // EINVAL, EFAULT …: as the kernel says
  ["3f7d0071", "cmp w9, #31"], // clocks of processes and devices are above
  ["e8020054", "b.hi told"],
  ["2a008052", "mov w10, #1"],
  ["4a21c91a", "lsl w10, w10, w9"],
  ["cbfeff18", "ldr w11, shifted"], // bit mask of clock ids
  ["5f010b6a", "tst w10, w11"],
  ["40020054", "b.eq told"],
  ["2c3440a9", "ldp x12, x13, [x1]"],
  ["0e409952", "movz w14, #0xca00"], // 1000000000, in two halves
  ["4e73a772", "movk w14, #0x3b9a, lsl #16"],
  ["8c350e9b", "madd x12, x12, x14, x13"], // nanoseconds; enough bits until the year 2262
  ["affcff58", "ldr x15, ahead"], // one aligned load: never half of a new value
  ["8c010f8b", "add x12, x12, x15"],
  ["cbfdff18", "ldr w11, wallmask"], // bit mask of the wall clocks
  ["5f010b6a", "tst w10, w11"],
  ["c0000054", "b.eq split"],
  ["4ffcff58", "ldr x15, start"],
  ["8c010f8b", "add x12, x12, x15"],
  ["4ffcff58", "ldr x15, standing"],
  ["4f0000b4", "cbz x15, split"], // they run
  ["ec030faa", "mov x12, x15"],
  ["", "split:"],
  ["8d0dce9a", "sdiv x13, x12, x14"], // seconds
  ["acb10e9b", "msub x12, x13, x14, x12"], // nanoseconds
  ["2d3000a9", "stp x13, x12, [x1]"],
  ["", "told:"],
  ["c0035fd6", "ret"],
  ["", "gettimeofday:"],
  ["281580d2", "mov x8, #169"], // the system call's number; fills in the time zone
  ["e90300aa", "mov x9, x0"],
  ["010000d4", "svc #0"], // the result is in w0; all else is kept
  ["c0010035", "cbnz w0, had"],
  ["a90100b4", "cbz x9, had"], // only the zone was asked for
  ["fd7bbda9", "stp x29, x30, [sp, #-48]!"], // keeps the way back, and room for a timespec
  ["e91300f9", "str x9, [sp, #32]"],
  ["00008052", "mov w0, #0"], // CLOCK_REALTIME
  ["e1430091", "add x1, sp, #16"],
  ["daffff97", "bl clock_gettime"],
  ["ea2f41a9", "ldp x10, x11, [sp, #16]"],
  ["e91340f9", "ldr x9, [sp, #32]"],
  ["0c7d8052", "mov w12, #1000"],
  ["6b09cc9a", "udiv x11, x11, x12"], // microseconds
  ["2a2d00a9", "stp x10, x11, [x9]"],
  ["00008052", "mov w0, #0"], // it went well
  ["fd7bc3a8", "ldp x29, x30, [sp], #48"],
  ["", "had:"],
  ["c0035fd6", "ret"],
];
