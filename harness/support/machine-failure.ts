import { EnvironmentError } from "./environment-error.ts";

/** Of the operating system: nothing that a program does is to blame for them. */
const SYSTEM_CODES: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS"]);
/**
 * MySQL's and MariaDB's words for a full disk: ER_DISK_FULL (1021) and ER_RECORD_FILE_FULL (1114) of their list of
 * server errors. Other errors pass on a number: of the file system, 28 for ENOSPC and 30 for EROFS, or of a storage
 * engine, 135 for HA_ERR_RECORD_FILE_FULL (my_base.h).
 */
const DATABASE_ERRORS: ReadonlySet<number> = new Set([1021, 1114]);
const PASSED_ON = /\b(?:errno:? |errcode: |got error )(?:28|30|135)\b|\(28 "No space left on device"\)/i;

const SENTENCE = "This machine's disk is full or cannot be written";

/**
 * An EnvironmentError in place of an error that this machine is to blame for, a full or read-only disk; undefined for
 * any other. What lies deepest says it best.
 */
export function machineFailure(error: unknown): EnvironmentError | undefined {
  if (error instanceof EnvironmentError) return error;
  if (!(error instanceof Error)) return undefined;
  return machineFailure(error.cause) ?? ofDisk(error);
}

/** Whether an error is a `machineFailure` of the disk; also one that has come from another thread. */
export function isFullDisk({ message }: { readonly message: string }): boolean {
  return message.startsWith(SENTENCE);
}

function ofDisk(error: Error): EnvironmentError | undefined {
  const { code, errno, message } = error as Error & { readonly code?: unknown; readonly errno?: unknown };
  const own =
    (typeof code === "string" && SYSTEM_CODES.has(code)) ||
    (typeof errno === "number" && DATABASE_ERRORS.has(errno)) ||
    PASSED_ON.test(message);
  return own ? new EnvironmentError(`${SENTENCE}: ${message}`, { cause: error }) : undefined;
}
