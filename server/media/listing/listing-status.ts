import type { System } from "../../../system/revisions.ts";

export const PENDING_PHOTO_SCHEDULING = 3;
export const PENDING_PHOTO_PROCESSING = 6;
export const PENDING_OWNER_APPROVAL = 7;
export const REJECTED_BY_OWNER = 8;
export const PENDING_ADMIN_REVIEW = 9;
export const READY = 10;
/** In the current numbering. */
export const PENDING_PLAN_LOADING = 17;

const SAME_AT_BOTH = [
  "DRAFT",
  "PENDING_AVAILABILITY",
  "PENDING_PHOTO_SCHEDULING",
  "PENDING_PHOTO_CONFIRMATION",
  "PHOTOS_SCHEDULED",
  "PENDING_PHOTO_PROCESSING",
  "PENDING_OWNER_APPROVAL",
  "REJECTED_BY_OWNER",
  "PENDING_ADMIN_REVIEW",
] as const;

/** From 10 upwards the numbers mean something else at each revision (docs/contract/database.md 3). */
const NAMES: Readonly<Record<"incident" | "current", readonly string[]>> = {
  incident: [
    ...SAME_AT_BOTH,
    "PUBLISHED",
    "UNDER_OFFER",
    "UNDER_NEGOTIATION",
    "CLOSED",
    "SUSPENDED",
    "EXPIRED",
    "ARCHIVED",
    "NEEDS_REVISION",
  ],
  current: [
    ...SAME_AT_BOTH,
    "READY",
    "PUBLISHED",
    "CLOSED",
    "SUSPENDED",
    "EXPIRED",
    "ARCHIVED",
    "NEEDS_REVISION",
    "PENDING_PLAN_LOADING",
  ],
};

export function listingStatusName(system: System, status: number): string {
  return NAMES[system.features.listingStatusNames][status - 1] ?? "UNKNOWN";
}
