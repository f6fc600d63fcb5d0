import { AwsError } from "../gateway/aws-error.ts";
import { invalidArgument, invalidRequest } from "./errors.ts";
import type { LegalHold, Retention } from "./retention.ts";
import type { StoredObject } from "./stored-object.ts";

/** Of a bucket whose objects can be locked. */
export interface ObjectLock {
  readonly defaultRetention?: { readonly mode: Retention["mode"]; readonly days?: number; readonly years?: number };
}

export const LOCK_HEADERS = [
  "x-amz-object-lock-mode",
  "x-amz-object-lock-retain-until-date",
  "x-amz-object-lock-legal-hold",
] as const;
export const BYPASS_HEADER = "x-amz-bypass-governance-retention";

type Headers = Readonly<Record<string, string>>;

export const missingLock = (): AwsError => invalidRequest("Bucket is missing Object Lock Configuration");

/** What a write asks for, or its bucket has by default. Throws. */
export function readLock(
  headers: Headers,
  lock: ObjectLock | undefined,
  nowMs: number,
): { readonly retention?: Retention; readonly legalHold?: LegalHold } {
  const [mode, until, hold] = LOCK_HEADERS.map((name) => headers[name]);
  if (!lock) {
    if (mode !== undefined || until !== undefined || hold !== undefined) throw missingLock();
    return {};
  }
  if ((mode === undefined) !== (until === undefined)) {
    throw invalidArgument(
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
      mode === undefined ? LOCK_HEADERS[0] : LOCK_HEADERS[1],
      "null",
    );
  }
  if (hold !== undefined && hold !== "ON" && hold !== "OFF") {
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", LOCK_HEADERS[2], hold);
  }
  const retention =
    mode === undefined || until === undefined ? defaultRetention(lock, nowMs) : readRetention(mode, until, nowMs);
  return { ...(retention && { retention }), ...(hold !== undefined && { legalHold: hold }) };
}

function readRetention(mode: string, until: string, nowMs: number): Retention {
  if (mode !== "GOVERNANCE" && mode !== "COMPLIANCE") {
    throw invalidArgument("Unknown wormMode directive.", LOCK_HEADERS[0], mode);
  }
  const untilMs = Date.parse(until);
  if (Number.isNaN(untilMs)) {
    throw invalidArgument("The retain until date must be provided in ISO 8601 format", LOCK_HEADERS[1], until);
  }
  if (untilMs <= nowMs) throw inThePast(until, LOCK_HEADERS[1]);
  return { mode, untilMs };
}

export const inThePast = (until: string, name: string): AwsError =>
  invalidArgument("The retain until date must be in the future!", name, until);

function defaultRetention({ defaultRetention: byDefault }: ObjectLock, nowMs: number): Retention | undefined {
  if (!byDefault) return undefined;
  const until = new Date(nowMs);
  if (byDefault.years === undefined) until.setUTCDate(until.getUTCDate() + (byDefault.days ?? 0));
  else until.setUTCFullYear(until.getUTCFullYear() + byDefault.years);
  return { mode: byDefault.mode, untilMs: until.getTime() };
}

/** Whether a version may not be removed now. */
export function isLocked(object: StoredObject, bypasses: boolean, nowMs: number): boolean {
  if (object.legalHold === "ON") return true;
  const { retention } = object;
  if (!retention || retention.untilMs <= nowMs) return false;
  return retention.mode === "COMPLIANCE" || !bypasses;
}

export const lockedObject = (): AwsError =>
  new AwsError("AccessDenied", "Access Denied because object protected by object lock.", { status: 403 });

export function lockHeaders({ retention, legalHold }: StoredObject): Record<string, string> {
  return {
    ...(retention && {
      "x-amz-object-lock-mode": retention.mode,
      "x-amz-object-lock-retain-until-date": new Date(retention.untilMs).toISOString(),
    }),
    ...(legalHold && { "x-amz-object-lock-legal-hold": legalHold }),
  };
}
