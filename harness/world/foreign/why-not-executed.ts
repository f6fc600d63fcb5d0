import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";

/** A shell's statuses for a program that it found and could not execute, and for one that it did not find. */
const NOT_EXECUTED: readonly (number | null)[] = [126, 127];
/** e_machine of ELF's header, by the names of Node (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html). */
const PROCESSORS: ReadonlyMap<number, string> = new Map([
  [3, "ia32"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
]);
const GO_NAMES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/**
 * Why a program could not be executed, in words that follow how it ended; `undefined` where it ended by itself. `said` is
 * what the shell wrote.
 */
export function whyNotExecuted(program: string, exitCode: number | null, said: string): string | undefined {
  if (!NOT_EXECUTED.includes(exitCode)) return undefined;
  const shells = said.split("\n").filter((line) => line.includes(`${program}:`));
  const says = (pattern: RegExp): boolean => shells.some((line) => pattern.test(line));
  if (says(/exec format error|cannot execute/i)) return builtForAnother(program);
  if (says(/permission denied/i)) return `${program} may not be executed; say chmod +x ${program}`;
  if (!says(/not found|no such file/i)) return undefined;
  if (!/[/\\]/.test(program)) return `there is no program ${program} in PATH`;
  return existsSync(program)
    ? `${program} is there, and what it needs to run is not: ${interpreterOf(program)}`
    : `there is no file ${program}`;
}

function builtForAnother(program: string): string {
  const { platform, arch } = process;
  const wanted = `${platform} ${arch}; Go builds that with GOOS=${platform} GOARCH=${GO_NAMES[arch] ?? arch}`;
  return `${basename(program)} ${kindOf(headOf(program))}, and this machine is ${wanted}`;
}

function kindOf(head: Buffer): string {
  const magic = head.toString("hex", 0, 4);
  if (magic === "7f454c46" && head.length >= 20) {
    const number = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return `is a program for ${PROCESSORS.get(number) ?? `processor ${number} of ELF's list`}`;
  }
  if (["cffaedfe", "cefaedfe", "cafebabe"].includes(magic)) return "is a program for macOS";
  if (magic.startsWith("4d5a")) return "is a program for Windows";
  return "is no program";
}

function interpreterOf(program: string): string {
  const [, named] = /^#!\s*(\S+)/.exec(headOf(program).toString("utf8")) ?? [];
  return named === undefined
    ? "the dynamic linker that it was linked for (Go needs none with CGO_ENABLED=0)"
    : `${named} of its first line`;
}

/** Empty when it cannot be read. */
function headOf(program: string): Buffer {
  try {
    const file = openSync(program, "r");
    try {
      const head = Buffer.alloc(256);
      return head.subarray(0, readSync(file, head));
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
