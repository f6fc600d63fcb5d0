import type { Worker } from "node:worker_threads";
import type { ChecksumAlgorithm } from "../../../emulator/s3/checksums/algorithms.ts";

/** What the thread is asked for; `id` is of one file. */
export type FileRequest =
  | {
      readonly id: number;
      readonly kind: "open";
      readonly path: string;
      readonly checksum: ChecksumAlgorithm | undefined;
    }
  | { readonly id: number; readonly kind: "write"; readonly pieces: readonly Uint8Array[] }
  | { readonly id: number; readonly kind: "end" | "abandon" };

/** What the thread tells. */
export type FileReport =
  | { readonly id: number; readonly kind: "written"; readonly bytes: number }
  | { readonly id: number; readonly kind: "ended"; readonly checksum: Uint8Array | undefined }
  | { readonly id: number; readonly kind: "failed"; readonly error: unknown };

/** A file that the thread writes. */
export interface ThreadFile {
  /** The pieces are no longer the caller's. Resolves when there is room for more; rejects when writing has failed. */
  write(pieces: readonly Buffer[]): Promise<void> | undefined;
  /** Resolves with the checksum when all is written; rejects when writing has failed, and then the file is gone. */
  end(): Promise<Buffer | undefined>;
  /** Removes the file. */
  abandon(): void;
}

/** Bytes on their way to the thread, above which a sender waits: a fast client must not fill memory. */
const MOST_UNDER_WAY_BYTES = 8 << 20;

interface Sender {
  underWayBytes: number;
  failure: unknown;
  roomForMore: PromiseWithResolvers<void> | undefined;
  readonly ended: PromiseWithResolvers<Buffer | undefined>;
}

/** A thread that writes files and takes checksums of them, while this one receives. Started with the first file; it keeps no process. */
class FileThread {
  readonly #senders = new Map<number, Sender>();
  #worker: Worker | undefined;
  #files = 0;

  open(path: string, checksum: ChecksumAlgorithm | undefined): ThreadFile {
    const id = ++this.#files;
    const sender: Sender = {
      underWayBytes: 0,
      failure: undefined,
      roomForMore: undefined,
      ended: Promise.withResolvers(),
    };
    // Whoever writes learns of a failure by the next write, and need not wait for the end.
    sender.ended.promise.catch(() => {});
    this.#senders.set(id, sender);
    this.#send({ id, kind: "open", path, checksum });
    return {
      write: (pieces) => this.#write(id, sender, pieces),
      end: () => {
        this.#send({ id, kind: "end" });
        return sender.ended.promise;
      },
      abandon: () => {
        this.#senders.delete(id);
        this.#send({ id, kind: "abandon" });
      },
    };
  }

  #write(id: number, sender: Sender, pieces: readonly Buffer[]): Promise<void> | undefined {
    if (sender.failure !== undefined) return Promise.reject(sender.failure);
    const own = pieces.map(ownBytes);
    // Before they are handed over: here they are then empty.
    for (const { length } of own) sender.underWayBytes += length;
    this.#send(
      { id, kind: "write", pieces: own },
      own.map(({ buffer }) => buffer),
    );
    if (sender.underWayBytes <= MOST_UNDER_WAY_BYTES) return undefined;
    sender.roomForMore = Promise.withResolvers();
    return sender.roomForMore.promise;
  }

  #send(request: FileRequest, transferred: readonly ArrayBuffer[] = []): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request, [...transferred]);
  }

  #start(): Worker {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const worker = new Worker(new URL("./file-thread-worker.ts", import.meta.url));
    worker.unref();
    worker.on("message", (report: FileReport) => this.#hear(report));
    worker.on("error", (error) => {
      this.#worker = undefined;
      for (const id of [...this.#senders.keys()]) this.#hear({ id, kind: "failed", error });
    });
    return worker;
  }

  #hear(report: FileReport): void {
    const sender = this.#senders.get(report.id);
    if (!sender) return;
    if (report.kind === "written") {
      sender.underWayBytes -= report.bytes;
      if (sender.underWayBytes <= MOST_UNDER_WAY_BYTES) sender.roomForMore?.resolve();
      return;
    }
    this.#senders.delete(report.id);
    if (report.kind === "ended") {
      sender.ended.resolve(report.checksum && Buffer.from(report.checksum));
      return;
    }
    sender.failure = report.error;
    sender.roomForMore?.reject(report.error);
    sender.ended.reject(report.error);
  }
}

/** One for all: it has no state but the files that are being written. */
export const fileThread = new FileThread();

/** Bytes that can be handed over: with a buffer of their own. What lies in a larger one is copied. */
function ownBytes(piece: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = piece;
  const isWhole = buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength;
  return isWhole ? new Uint8Array(buffer) : Uint8Array.from(piece);
}
