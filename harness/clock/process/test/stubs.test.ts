import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MONOTONIC_CLOCKS, WALL_CLOCKS } from "../clock-ids.ts";
import { assemble, jump, mark, relative } from "../machine-code.ts";
import { ARM64_DATA, ARM64_DATA_BYTES, ARM64_LISTING, stubArm64 } from "../stub-arm64.ts";
import { stubX64 } from "../stub-x64.ts";
import { works } from "./programs.ts";

const OPTIONS = { wallStartNs: -5n, shiftedClocks: WALL_CLOCKS | MONOTONIC_CLOCKS };

test("distances count from the end of an instruction, forwards and backwards", () => {
  const { bytes, marks } = assemble([mark("a"), "90", jump("eb", "b"), relative("e8", "a"), mark("b"), "c3"]);
  expect(bytes.toString("hex")).toBe("90eb05e8f8ffffffc3");
  expect([...marks]).toEqual([
    ["a", 0],
    ["b", 8],
  ]);
  expect(() => assemble([jump("eb", "nowhere")])).toThrow("there is no mark 'nowhere'");
  expect(() => assemble([jump("eb", "far"), ...Array.from({ length: 128 }, () => "90"), mark("far")])).toThrow(
    RangeError,
  );
});

test.each([stubX64, stubArm64])("words that change are aligned, so that one store changes one: $name", (stub) => {
  const { bytes, aheadAt, standingAt, entries } = stub(OPTIONS);
  expect([aheadAt % 8, standingAt % 8]).toEqual([0, 0]);
  expect(bytes.readBigInt64LE(standingAt)).toBe(0n);
  expect(bytes.readBigInt64LE(aheadAt)).toBe(0n);
  expect(bytes.readBigInt64LE(aheadAt + 8)).toBe(-5n);
  for (const entry of entries.values()) expect(entry).toBeGreaterThan(aheadAt + 8);
});

const ASSEMBLER = "llvm-mc";
const EXTRACTOR = "llvm-objcopy";
const LLVM_WORKS = works(ASSEMBLER, "--version") && works(EXTRACTOR, "--version");

function assembleArm64(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "arm64-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [text, object, binary] = ["source.s", "object.o", "code"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(text, source);
  execFileSync(ASSEMBLER, ["-triple=aarch64", "-mattr=+bti", "-filetype=obj", text, "-o", object]);
  execFileSync(EXTRACTOR, ["-O", "binary", "--only-section=.text", object, binary]);
  return readFileSync(binary).toString("hex");
}

test.runIf(LLVM_WORKS)(
  `arm64: the bytes are what an assembler makes of the words beside them${LLVM_WORKS ? "" : " (skipped: needs llvm-mc and llvm-objcopy on PATH)"}`,
  () => {
    const listing = ARM64_LISTING.map(([, assembly]) => assembly).join("\n");
    const stub = stubArm64(OPTIONS);
    const assembled = assembleArm64(`${ARM64_DATA.replaceAll(";", "\n")}\n${listing}\n`);
    expect(stub.bytes.subarray(ARM64_DATA_BYTES).toString("hex")).toBe(assembled.slice(2 * ARM64_DATA_BYTES));
    for (const distance of [4096, -1024, 60]) {
      const target = distance > 0 ? `b .+${distance - 4}` : `b .${distance - 4}`;
      expect(stub.detour(distance).toString("hex")).toBe(assembleArm64(`bti c\n${target}\n`));
    }
    expect([...stub.entries.keys()]).toEqual(["__kernel_clock_gettime", "__kernel_gettimeofday"]);
  },
);
