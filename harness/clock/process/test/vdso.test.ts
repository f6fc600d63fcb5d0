import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MONOTONIC_CLOCKS, WALL_CLOCKS } from "../clock-ids.ts";
import { ClockRefused } from "../clock-refused.ts";
import { type Memory, patchVdso } from "../patch.ts";
import { ProcessMemory } from "../process-memory.ts";
import { parseVdso, readVdso } from "../vdso-image.ts";
import { startChild } from "./child.ts";

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";
const onLinux = test.runIf(LINUX_X64);
const START = 0x7fff_0000_0000;
const OPTIONS = { wallStartNs: 0n, shiftedClocks: WALL_CLOCKS | MONOTONIC_CLOCKS };

/** The vDSO that this very process has. */
function ownVdso(): Buffer {
  const memory = new ProcessMemory(process.pid);
  try {
    return Buffer.from(readVdso(process.pid, memory).bytes);
  } finally {
    memory.close();
  }
}

onLinux(`the functions of this kernel's vDSO are found, and room behind its bytes${WITHOUT}`, () => {
  const image = ownVdso();
  const vdso = parseVdso(image, START);
  expect(vdso.machine).toBe("x64");
  for (const name of ["__vdso_clock_gettime", "__vdso_gettimeofday", "__vdso_time", "__vdso_getcpu"]) {
    const address = vdso.functions.get(name) ?? 0;
    expect(address).toBeGreaterThan(START);
    expect(address).toBeLessThan(vdso.unused);
  }
  expect(vdso.unused % 16).toBe(0);
  expect(image.subarray(vdso.unused - START).every((byte) => byte === 0)).toBe(true);
});

onLinux(`a vDSO that cannot be understood is refused in a sentence${WITHOUT}`, () => {
  const changed = (change: (image: Buffer) => void): (() => unknown) => {
    const image = ownVdso();
    change(image);
    return () => parseVdso(image, START);
  };
  expect(changed((image) => image.writeUInt8(0, 0))).toThrow("no 64-bit ELF library");
  expect(changed((image) => image.writeUInt8(1, 4))).toThrow("no 64-bit ELF library (a 32-bit program?)");
  expect(changed((image) => image.writeUInt16LE(243, 18))).toThrow("for ELF machine 243");
  expect(changed((image) => image.writeBigUInt64LE(2n ** 63n, 32))).toThrow("tables lead out of its memory");
  expect(changed((image) => image.writeUInt16LE(0, 56))).toThrow("no table of its symbols");
  expect(() => parseVdso(ownVdso().subarray(0, 80), START)).toThrow("tables lead out of its memory");
  expect(() => parseVdso(Buffer.alloc(0), START)).toThrow(ClockRefused);
});

async function idle() {
  const child = startChild(process.execPath, [
    "-e",
    "console.log('ready'); process.stdin.on('data', () => console.log('at', Date.now())).on('end', process.exit)",
  ]);
  await child.said("ready");
  const memory = new ProcessMemory(child.pid);
  const image = (): Buffer => readVdso(child.pid, memory).bytes;
  return { child, memory, image };
}

onLinux.each([1, 2, 3, 4])(
  `when write %i of a patch fails, the process is as it was and goes on${WITHOUT}`,
  async (failing) => {
    const { child, memory, image } = await idle();
    const before = image();
    let writes = 0;
    const unreliable: Memory = {
      read: (address, length) => memory.read(address, length),
      write(address, bytes) {
        if (++writes !== failing) return memory.write(address, bytes);
        memory.write(address, bytes.subarray(0, 1));
        throw new ClockRefused("no more");
      },
    };
    await expect(patchVdso(child.pid, unreliable, OPTIONS)).rejects.toThrow("no more");
    expect(image().equals(before)).toBe(true);
    child.tell("now");
    expect(await child.said("at")).toMatch(/^at \d+$/);
    memory.close();
  },
);

onLinux(`memory that keeps its old bytes without saying so is noticed${WITHOUT}`, async () => {
  const { child, memory, image } = await idle();
  const before = image();
  const deaf: Memory = { read: (address, length) => memory.read(address, length), write: () => {} };
  await expect(patchVdso(child.pid, deaf, OPTIONS)).rejects.toThrow("the vDSO keeps its old bytes");
  expect(image().equals(before)).toBe(true);
  memory.close();
});

onLinux(`a vDSO without room, or without a function, is refused before anything is written${WITHOUT}`, async () => {
  const { child, memory } = await idle();
  const pretending = (change: (image: Buffer) => void): Memory => ({
    read(address, length) {
      const image = memory.read(address, length);
      change(image);
      return image;
    },
    write: () => {
      throw new Error("written");
    },
  });
  const full = pretending((image) => image.fill(1, 4096));
  await expect(patchVdso(child.pid, full, OPTIONS)).rejects.toThrow(
    /^the vDSO of this kernel has 0 unused bytes and \d+ are needed$/,
  );
  const renamed = pretending((image) =>
    image.write("__vdso_tide", image.indexOf("__vdso_time\0", 0, "latin1"), "latin1"),
  );
  await expect(patchVdso(child.pid, renamed, OPTIONS)).rejects.toThrow("has no function __vdso_time");
  memory.close();
});

onLinux(`only the process itself is changed: another one, and this one, keep their vDSO${WITHOUT}`, async () => {
  const [one, other] = [await idle(), await idle()];
  const before = [other.image(), ownVdso()];
  await patchVdso(one.child.pid, one.memory, OPTIONS);
  expect([other.image(), ownVdso()]).toEqual(before);
  expect(readFileSync(`/proc/${one.child.pid}/maps`, "latin1")).toMatch(/ r-xp .*\[vdso\]/);
  one.memory.close();
  other.memory.close();
});
