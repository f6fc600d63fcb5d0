import type { DockerContainer } from "./docker.ts";

const LINES = 6;
const LONGEST_LINE = 300;

/** What a container wrote last, on one line; empty when it is gone or wrote nothing. */
export async function lastLogLines(container: DockerContainer): Promise<string> {
  const raw = await container.logs({ stdout: true, stderr: true, tail: LINES }).catch(() => Buffer.alloc(0));
  return withoutFrames(raw)
    .toString("utf8")
    .split("\n")
    .map((line) => line.trim().slice(0, LONGEST_LINE))
    .filter((line) => line !== "")
    .join(" | ");
}

/**
 * Docker puts a header of 8 bytes before each piece of output without a terminal: stream, three zeros, length
 * (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach).
 */
export function withoutFrames(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  while (at + 8 <= raw.length && raw.readUInt32BE(at) % 0x1000000 === 0 && raw.readUInt8(at) <= 2) {
    const end = at + 8 + raw.readUInt32BE(at + 4);
    pieces.push(raw.subarray(at + 8, end));
    at = end;
  }
  return pieces.length === 0 ? raw : Buffer.concat(pieces);
}
