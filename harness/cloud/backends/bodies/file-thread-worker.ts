/** The thread of file-thread.ts: writes what lies in shared slots to files, and takes their checksums. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { type RunningChecksum, startChecksum } from "../../../emulator/s3/checksums/algorithms.ts";
import { syncFolder } from "../../../network/sync-folder.ts";
import { type FileReport, type FileRequest, SLOT_BYTES } from "./file-messages.ts";

interface OpenFile {
  readonly path: string;
  readonly file: number;
  readonly checksum: RunningChecksum | undefined;
  readonly isKept: boolean;
}

const port = parentPort;
if (!port || !(workerData instanceof SharedArrayBuffer))
  throw new Error("This module is the worker of file-thread.ts.");
const slots = workerData;
const open = new Map<number, OpenFile>();
// Threads end with the process, too late to keep what was compiled here.
flushCompileCache();
const report = (told: FileReport): void => port.postMessage(told);

port.on("message", (request: FileRequest) => {
  const { id } = request;
  try {
    carryOut(request);
  } catch (error) {
    const failed = open.get(id);
    if (failed) remove(id, failed);
    report({ kind: "failed", id, error });
  } finally {
    if (request.kind === "write") report({ kind: "free", slot: request.slot });
  }
});

function carryOut(request: FileRequest): void {
  const { id } = request;
  if (request.kind === "open") {
    const { path, checksum, isKept } = request;
    const file = openSync(path, "wx", 0o600);
    open.set(id, { path, file, checksum: checksum && startChecksum(checksum), isKept });
    return;
  }
  const opened = open.get(id);
  // Of a file that has failed more comes until the sender knows.
  if (!opened) return;
  if (request.kind === "write") {
    const bytes = new Uint8Array(slots, request.slot * SLOT_BYTES, request.length);
    for (let at = 0; at < bytes.length; ) at += writeSync(opened.file, bytes, at);
    opened.checksum?.update(bytes);
  } else if (request.kind === "abandon") remove(id, opened);
  else {
    if (opened.isKept) fsyncSync(opened.file);
    if (opened.isKept) syncFolder(dirname(opened.path));
    open.delete(id);
    closeSync(opened.file);
    report({ kind: "ended", id, checksum: opened.checksum?.digest() });
  }
}

function remove(id: number, { file, path }: OpenFile): void {
  open.delete(id);
  closeSync(file);
  rmSync(path, { force: true });
}
