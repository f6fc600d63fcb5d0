import { machineTime } from "../machine-time.ts";
import { ClockRefused } from "./clock-refused.ts";
import { type ClockStub, STUB_SIGNATURE, type StubOptions } from "./clock-stub.ts";
import type { ProcessMemory } from "./process-memory.ts";
import { whileStopped } from "./stopped-process.ts";
import { stubArm64 } from "./stub-arm64.ts";
import { stubX64 } from "./stub-x64.ts";
import type { Thread } from "./threads.ts";
import { readVdso, type VdsoImage } from "./vdso-image.ts";

const STUBS = { x64: stubX64, arm64: stubArm64 };

export type Memory = Pick<ProcessMemory, "read" | "write">;

/** Addresses of the words that the stub reads. */
export interface ClockWords {
  /** How far the clocks are ahead. */
  readonly ahead: number;
  /** Where the wall clocks stand still, or 0. */
  readonly standing: number;
}

/** Times that a thread may be found in the middle of what is to be overwritten; it takes nanoseconds to leave it. */
const ATTEMPTS = 100;

/**
 * Puts the stub into the unused end of the process's vDSO and leads the functions there. The vDSO is written while the process
 * stands still and no thread is inside of it; what was written is read back. Either all of it is done or nothing. Throws
 * `ClockRefused`.
 */
export async function patchVdso(pid: number, memory: Memory, options: StubOptions): Promise<ClockWords> {
  const vdso = readVdso(pid, memory);
  if (vdso.bytes.includes(STUB_SIGNATURE)) {
    throw new ClockRefused(
      `the clock of process ${pid}, or of the process that it is a copy of, has been shifted before`,
    );
  }
  const stub = STUBS[vdso.machine](options);
  if (vdso.unused + stub.bytes.length > vdso.end) {
    throw new ClockRefused(
      `the vDSO of this kernel has ${vdso.end - vdso.unused} unused bytes and ${stub.bytes.length} are needed`,
    );
  }
  const detours = detoursOf(vdso, stub);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const written = await whileStopped(pid, (threads) => {
      if (threads.some((thread) => isInside(thread, vdso))) return false;
      writeAll(memory, [{ address: vdso.unused, bytes: stub.bytes }, ...detours]);
      return true;
    });
    if (written) return { ahead: vdso.unused + stub.aheadAt, standing: vdso.unused + stub.standingAt };
    await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
  }
  throw new ClockRefused(`process ${pid} reads its clock without a pause, so the code that does it cannot be changed`);
}

interface Change {
  readonly address: number;
  readonly bytes: Buffer;
}

function detoursOf(vdso: VdsoImage, stub: ClockStub): Change[] {
  return [...stub.entries].map(([name, entry]) => {
    const address = vdso.functions.get(name);
    if (address === undefined) throw new ClockRefused(`the vDSO of this kernel has no function ${name}`);
    return { address, bytes: stub.detour(vdso.unused + entry - address) };
  });
}

/** A thread that has to be asked about and is not told of counts as inside. */
function isInside({ at }: Thread, { start, end }: VdsoImage): boolean {
  return at === undefined || (at.instruction >= start && at.instruction < end);
}

function writeAll(memory: Memory, changes: readonly Change[]): void {
  const before = changes.map(({ address, bytes }) => ({ address, bytes: memory.read(address, bytes.length) }));
  try {
    for (const { address, bytes } of changes) {
      memory.write(address, bytes);
      if (!memory.read(address, bytes.length).equals(bytes)) throw new ClockRefused("the vDSO keeps its old bytes");
    }
  } catch (error) {
    // Backwards: first the functions, then what they lead to. If writing was forbidden from the start, so is this.
    for (const { address, bytes } of before.toReversed()) attempt(() => memory.write(address, bytes));
    throw error;
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof ClockRefused)) throw error;
  }
}
