import type { Worker } from "node:worker_threads";
import type { RunningAlgorithm } from "../../../emulator/s3/checksums/algorithms.ts";
import { type FileReport, type FileRequest, SLOT_BYTES, SLOTS } from "./file-messages.ts";

/** The thread and the slots that it shares with us. */
interface Running {
  readonly worker: Worker;
  readonly bytes: Uint8Array;
  /** The one that was used last comes next, so that few are used at all. */
  readonly free: number[];
}

/** A file that the thread writes. */
export class ThreadFile {
  readonly #thread: FileThread;
  readonly #running: Running;
  readonly #id: number;
  readonly #ended = Promise.withResolvers<Buffer | undefined>();
  #failure: { readonly error: unknown } | undefined;
  #slot: number | undefined;
  #filled = 0;

  constructor(thread: FileThread, running: Running, id: number) {
    this.#thread = thread;
    this.#running = running;
    this.#id = id;
    // Whoever writes learns of a failure by the next write, and need not wait for the end.
    this.#ended.promise.catch(() => {});
  }

  /** Takes a copy. A promise resolves when there was room for all of it, and nothing may be written before; rejects when writing has failed. */
  write(piece: Uint8Array): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure.error);
    for (let at = 0; at < piece.length; ) {
      this.#slot ??= this.#running.free.pop();
      if (this.#slot === undefined) return this.#writeLater(piece.subarray(at));
      const part = piece.subarray(at, at + SLOT_BYTES - this.#filled);
      this.#running.bytes.set(part, this.#slot * SLOT_BYTES + this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === SLOT_BYTES) this.handOver();
    }
    return undefined;
  }

  /** Resolves with the checksum when all is written; rejects when writing has failed, and then the file is gone. */
  end(): Promise<Buffer | undefined> {
    this.handOver();
    this.#send({ kind: "end", id: this.#id });
    return this.#ended.promise;
  }

  /** Removes the file. */
  abandon(): void {
    this.#thread.forget(this.#id);
    // As good a way as any to give the slot back.
    this.handOver();
    this.#send({ kind: "abandon", id: this.#id });
  }

  hear(report: Extract<FileReport, { kind: "ended" | "failed" }>): void {
    this.#thread.forget(this.#id);
    if (report.kind === "ended") {
      this.#ended.resolve(report.checksum && Buffer.from(report.checksum));
      return;
    }
    this.#failure = report;
    this.#ended.reject(report.error);
  }

  async #writeLater(rest: Uint8Array): Promise<void> {
    await this.#thread.slotFreed();
    await this.write(rest);
  }

  /** Sends what has been copied so far. */
  handOver(): void {
    if (this.#slot === undefined) return;
    this.#send({ kind: "write", id: this.#id, slot: this.#slot, length: this.#filled });
    this.#slot = undefined;
    this.#filled = 0;
  }

  #send(request: FileRequest): void {
    this.#running.worker.postMessage(request);
  }
}

/** A thread that writes files and takes checksums of them, while this one receives. Started with the first file; it keeps no process. */
class FileThread {
  readonly #files = new Map<number, ThreadFile>();
  #waiting: (() => void)[] = [];
  #running: Running | undefined;
  #count = 0;

  open(path: string, checksum: RunningAlgorithm | undefined, isKept: boolean): ThreadFile {
    const id = ++this.#count;
    this.#running ??= this.#start();
    const file = new ThreadFile(this, this.#running, id);
    this.#files.set(id, file);
    this.#running.worker.postMessage({ kind: "open", id, path, checksum, isKept } satisfies FileRequest);
    return file;
  }

  forget(id: number): void {
    this.#files.delete(id);
  }

  /** Resolves when a slot has become free, or none ever will. Whoever has filled one in part may wait long for the rest, and gives it now. */
  slotFreed(): Promise<void> {
    for (const file of this.#files.values()) file.handOver();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  #start(): Running {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const shared = new SharedArrayBuffer(SLOTS * SLOT_BYTES);
    const worker = new Worker(new URL("./file-thread-worker.ts", import.meta.url), { workerData: shared });
    const running = { worker, bytes: new Uint8Array(shared), free: Array.from({ length: SLOTS }, (_, slot) => slot) };
    worker.unref();
    worker.on("message", (report: FileReport) => {
      if (report.kind !== "free") this.#files.get(report.id)?.hear(report);
      else {
        running.free.push(report.slot);
        this.#wake();
      }
    });
    worker.on("error", (error) => {
      this.#running = undefined;
      for (const [id, file] of [...this.#files]) file.hear({ kind: "failed", id, error });
      this.#wake();
    });
    return running;
  }

  #wake(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const goOn of woken) goOn();
  }
}

/** One for all: it has no state but the files that are being written. */
export const fileThread = new FileThread();
