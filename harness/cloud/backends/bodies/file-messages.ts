import type { RunningAlgorithm } from "../../../emulator/s3/checksums/algorithms.ts";

/**
 * Bytes go from thread to thread in slots of one shared buffer. Handed over by message each piece would become garbage of the other
 * thread, which collects when there are 64 MB of it.
 */
export const SLOT_BYTES = 1 << 19;
/** All of them are 8 MiB: a sender that is faster than the disk waits for one. */
export const SLOTS = 16;

/** What the thread is asked for; `id` is of one file. */
export type FileRequest =
  | {
      readonly kind: "open";
      readonly id: number;
      readonly path: string;
      readonly checksum: RunningAlgorithm | undefined;
      /** It outlives the machine's fall: its bytes and its name are on the disk when it ends. */
      readonly isKept: boolean;
    }
  | { readonly kind: "write"; readonly id: number; readonly slot: number; readonly length: number }
  | { readonly kind: "end" | "abandon"; readonly id: number };

/** What the thread tells. */
export type FileReport =
  | { readonly kind: "free"; readonly slot: number }
  | { readonly kind: "ended"; readonly id: number; readonly checksum: Uint8Array | undefined }
  | { readonly kind: "failed"; readonly id: number; readonly error: unknown };
