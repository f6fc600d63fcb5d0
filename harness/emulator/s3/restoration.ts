import { DEEP_ARCHIVE_RESTORATION_MINUTES, GLACIER_RESTORATION_MINUTES } from "./limits.ts";
import type { RestoredCopy } from "./restored-copy.ts";
import type { StoredObject } from "./stored-object.ts";

export type RestorationTier = "Expedited" | "Standard" | "Bulk";
type Archive = "GLACIER" | "DEEP_ARCHIVE";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const MINUTES: Readonly<Record<Archive, Partial<Record<RestorationTier, number>>>> = {
  GLACIER: GLACIER_RESTORATION_MINUTES,
  DEEP_ARCHIVE: DEEP_ARCHIVE_RESTORATION_MINUTES,
};

/** An archived object must be restored before it is read. */
export function archiveOf({ storageClass }: StoredObject): Archive | undefined {
  return storageClass === "GLACIER" || storageClass === "DEEP_ARCHIVE" ? storageClass : undefined;
}

/** Whether an archived object's bytes can be read now. */
export function isReadable(object: StoredObject, nowMs: number): boolean {
  return archiveOf(object) === undefined || stateOf(object, nowMs) === "restored";
}

export function stateOf({ restoration }: StoredObject, nowMs: number): "archived" | "ongoing" | "restored" {
  if (!restoration || nowMs >= restoration.endsAtMs) return "archived";
  return nowMs < restoration.readableAtMs ? "ongoing" : "restored";
}

/** A retrieval takes the longest time that AWS tells of it. `undefined`: the archive has no such tier. */
export function newRestoration(archive: Archive, tier: RestorationTier, days: number, nowMs: number) {
  const minutes = MINUTES[archive][tier];
  if (minutes === undefined) return undefined;
  return restorationFrom(nowMs + minutes * MINUTE_MS, days);
}

/** A restored copy ends at the midnight behind its last day. */
export function restorationFrom(readableAtMs: number, days: number): RestoredCopy {
  return { readableAtMs, endsAtMs: Math.ceil((readableAtMs + days * DAY_MS) / DAY_MS) * DAY_MS };
}

/** `x-amz-restore`, where the object is being restored or is. */
export function restoreHeader(object: StoredObject, nowMs: number): Record<string, string> {
  const state = stateOf(object, nowMs);
  if (state === "archived" || !object.restoration) return {};
  if (state === "ongoing") return { "x-amz-restore": 'ongoing-request="true"' };
  const expiry = new Date(object.restoration.endsAtMs).toUTCString();
  return { "x-amz-restore": `ongoing-request="false", expiry-date="${expiry}"` };
}

/** The element of lists that ask for `RestoreStatus`. */
export function restoreStatus(object: StoredObject, nowMs: number) {
  const state = stateOf(object, nowMs);
  if (state === "archived" || !object.restoration) return undefined;
  return {
    IsRestoreInProgress: state === "ongoing",
    RestoreExpiryDate: state === "ongoing" ? undefined : new Date(object.restoration.endsAtMs).toISOString(),
  };
}
