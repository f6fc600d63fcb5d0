/** The thread of file-thread.ts: writes what it is sent to files, and takes their checksums. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { type RunningChecksum, startChecksum } from "../../../emulator/s3/checksums/algorithms.ts";
import type { FileReport, FileRequest } from "./file-thread.ts";

interface OpenFile {
  readonly path: string;
  readonly file: number;
  readonly checksum: RunningChecksum | undefined;
}

const port = parentPort;
if (!port) throw new Error("This module is a worker thread.");
const open = new Map<number, OpenFile>();

port.on("message", (request: FileRequest) => {
  try {
    const report = carryOut(request);
    if (report) port.postMessage(report);
  } catch (error) {
    const failed = open.get(request.id);
    if (failed) remove(request.id, failed);
    port.postMessage({ id: request.id, kind: "failed", error } satisfies FileReport);
  }
});

function carryOut(request: FileRequest): FileReport | undefined {
  const { id } = request;
  if (request.kind === "open") {
    const { path, checksum } = request;
    const file = openSync(path, "wx", 0o600);
    open.set(id, { path, file, checksum: checksum && startChecksum(checksum) });
    return undefined;
  }
  const opened = open.get(id);
  // What has failed goes on being sent until the sender knows.
  if (!opened) return undefined;
  if (request.kind === "write") {
    let bytes = 0;
    for (const piece of request.pieces) {
      for (let at = 0; at < piece.length; ) at += writeSync(opened.file, piece, at);
      opened.checksum?.update(piece);
      bytes += piece.length;
    }
    return { id, kind: "written", bytes };
  }
  if (request.kind === "abandon") {
    remove(id, opened);
    return undefined;
  }
  open.delete(id);
  closeSync(opened.file);
  return { id, kind: "ended", checksum: opened.checksum?.digest() };
}

function remove(id: number, { file, path }: OpenFile): void {
  open.delete(id);
  closeSync(file);
  rmSync(path, { force: true });
}
