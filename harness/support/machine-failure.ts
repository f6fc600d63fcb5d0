import { EnvironmentError } from "./environment-error.ts";

/** Of the operating system: nothing that a program does is to blame for them. */
const SYSTEM_CODES: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS"]);
/**
 * MySQL's and MariaDB's words for a full disk: ER_DISK_FULL (1021) and ER_RECORD_FILE_FULL (1114) of their list of
 * server errors; an error of the file system is passed on with its number, 28 for ENOSPC.
 */
const DATABASE_ERRORS: ReadonlySet<number> = new Set([1021, 1114]);
const NO_SPACE = /\berrno: 28\b|\(28 "No space left on device"\)/;

/**
 * An EnvironmentError in place of an error that this machine is to blame for, a full or read-only disk; undefined for
 * any other.
 */
export function machineFailure(error: unknown): EnvironmentError | undefined {
  if (error instanceof EnvironmentError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, errno } = error as Error & { readonly code?: unknown; readonly errno?: unknown };
  const own =
    (typeof code === "string" && SYSTEM_CODES.has(code)) ||
    (typeof errno === "number" && DATABASE_ERRORS.has(errno)) ||
    NO_SPACE.test(error.message);
  if (!own) return machineFailure(error.cause);
  return new EnvironmentError(`This machine's disk is full or cannot be written: ${error.message}`, { cause: error });
}
