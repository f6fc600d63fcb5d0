import { WALL_CLOCKS } from "./clock-ids.ts";
import { type ClockStub, STUB_SIGNATURE, type StubOptions } from "./clock-stub.ts";
import { assemble, type Instruction, jump, mark, relative } from "./machine-code.ts";

/**
 * Asks the kernel and adds the offsets. It reads each word that changes once a call, by one aligned load, so that no thread ever
 * sees half of a new value. It may change what the System V ABI lets a function change (rax, rcx, rdx, rsi, rdi, r8 to r11),
 * no more: Go calls it on a stack of its own and keeps the other registers for itself.
 */
export function stubX64({ wallStartNs, shiftedClocks }: StubOptions): ClockStub {
  const { bytes, marks } = assemble([
    mark("ahead"),
    word64(0n),
    mark("wall start"),
    word64(wallStartNs),
    mark("standing"),
    word64(0n),
    STUB_SIGNATURE.toString("hex"),
    ...clockGettime(shiftedClocks),
    ...GETTIMEOFDAY,
    ...TIME,
  ]);
  const at = (name: string): number => marks.get(name) ?? Number.NaN;
  return {
    bytes,
    aheadAt: at("ahead"),
    standingAt: at("standing"),
    entries: new Map(["clock_gettime", "gettimeofday", "time"].map((name) => [`__vdso_${name}`, at(name)])),
    detour(distance) {
      const code = Buffer.from("e900000000", "hex"); // jmp distance, counted from its own end
      code.writeInt32LE(distance - code.length, 1);
      return code;
    },
  };
}

/** int clock_gettime(clockid_t edi, struct timespec *rsi) */
const clockGettime = (shiftedClocks: number): readonly Instruction[] => [
  mark("clock_gettime"),
  "b8 e4 00 00 00", //                  mov  eax, 228            the system call's number
  "0f 05", //                           syscall                  changes rax, rcx and r11
  "85 c0", //                           test eax, eax
  jump("75", "told"), //                jnz  told                EINVAL, EFAULT …: as the kernel says
  "83 ff 1f", //                        cmp  edi, 31
  jump("77", "told"), //                ja   told                clocks of processes and devices
  `41 b9 ${word32(shiftedClocks)}`, //  mov  r9d, shiftedClocks
  "41 0f a3 f9", //                     bt   r9d, edi
  jump("73", "told"), //                jnc  told                eax is still 0
  "48 69 06 00 ca 9a 3b", //            imul rax, [rsi], 1000000000
  "48 03 46 08", //                     add  rax, [rsi+8]        nanoseconds; enough bits until the year 2262
  relative("48 03 05", "ahead"), //     add  rax, [ahead]
  `41 b9 ${word32(WALL_CLOCKS)}`, //    mov  r9d, WALL_CLOCKS
  "41 0f a3 f9", //                     bt   r9d, edi
  jump("73", "split"), //               jnc  split
  relative("48 03 05", "wall start"), // add rax, [wall start]
  relative("48 8b 0d", "standing"), //  mov  rcx, [standing]
  "48 85 c9", //                        test rcx, rcx
  "48 0f 45 c1", //                     cmovne rax, rcx          they stand still there
  mark("split"),
  "48 99", //                           cqo
  "b9 00 ca 9a 3b", //                  mov  ecx, 1000000000
  "48 f7 f9", //                        idiv rcx                 rax: seconds, rdx: nanoseconds
  "48 89 06", //                        mov  [rsi], rax
  "48 89 56 08", //                     mov  [rsi+8], rdx
  "31 c0", //                           xor  eax, eax
  mark("told"),
  "c3", //                              ret
];

/** int gettimeofday(struct timeval *rdi, struct timezone *rsi): microseconds cut off from the very same clock */
const GETTIMEOFDAY: readonly Instruction[] = [
  mark("gettimeofday"),
  "b8 60 00 00 00", //                  mov  eax, 96             the system call's number; fills in the time zone
  "0f 05", //                           syscall
  "85 c0", //                           test eax, eax
  jump("75", "had"), //                 jnz  had
  "48 85 ff", //                        test rdi, rdi
  jump("74", "had"), //                 jz   had                 only the zone was asked for
  "57", //                              push rdi
  "48 83 ec 10", //                     sub  rsp, 16             room for a timespec
  "31 ff", //                           xor  edi, edi            CLOCK_REALTIME
  "48 89 e6", //                        mov  rsi, rsp
  relative("e8", "clock_gettime"), //   call clock_gettime
  "48 8b 44 24 08", //                  mov  rax, [rsp+8]
  "31 d2", //                           xor  edx, edx
  "b9 e8 03 00 00", //                  mov  ecx, 1000
  "48 f7 f1", //                        div  rcx                 rax: microseconds
  "48 8b 14 24", //                     mov  rdx, [rsp]
  "48 83 c4 10", //                     add  rsp, 16
  "5f", //                              pop  rdi
  "48 89 17", //                        mov  [rdi], rdx
  "48 89 47 08", //                     mov  [rdi+8], rax
  "31 c0", //                           xor  eax, eax
  mark("had"),
  "c3", //                              ret
];

/** time_t time(time_t *rdi): whole seconds of the coarse clock, as the kernel's own function */
const TIME: readonly Instruction[] = [
  mark("time"),
  "57", //                              push rdi
  "48 83 ec 10", //                     sub  rsp, 16
  "bf 05 00 00 00", //                  mov  edi, 5              CLOCK_REALTIME_COARSE
  "48 89 e6", //                        mov  rsi, rsp
  relative("e8", "clock_gettime"), //   call clock_gettime
  "48 8b 04 24", //                     mov  rax, [rsp]
  "48 83 c4 10", //                     add  rsp, 16
  "5f", //                              pop  rdi
  "48 85 ff", //                        test rdi, rdi
  jump("74", "given"), //               jz   given
  "48 89 07", //                        mov  [rdi], rax
  mark("given"),
  "c3", //                              ret
];

function word32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes.toString("hex");
}

function word64(value: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes.toString("hex");
}
