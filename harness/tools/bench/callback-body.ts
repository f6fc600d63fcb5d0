import { createHmac } from "node:crypto";
import { CALLBACK_SECRET } from "../standalone-server/settings.ts";

export const PHOTOS = 4;

export function rawKey(listingId: number, photo: number): string {
  return `${listingId}/raw/photo/horizontal/horizontal-0${photo}-a.jpg`;
}

/** A valid processing callback for four photos; `count` makes each one different. */
export function callback(listing: { readonly id: number; readonly jobId: number }, count: number) {
  const body = JSON.stringify({
    jobId: listing.jobId,
    listingIdentityId: listing.id,
    status: "SUCCEEDED",
    provider: "STEP_FUNCTIONS",
    failureReason: `callback ${count}`,
    outputs: Array.from({ length: PHOTOS }, (_, index) => {
      const key = (size: string): string =>
        `${listing.id}/processed/photo/horizontal/${size}/horizontal-0${index + 1}-a.jpg`;
      return {
        rawKey: rawKey(listing.id, index + 1),
        processedKey: key("large"),
        thumbnailKey: key("thumbnail"),
        outputs: { large: key("large"), medium: key("medium"), small: key("small"), count: String(count) },
        errorCode: "",
        errorMessage: "",
      };
    }),
  });
  const signature = createHmac("sha256", CALLBACK_SECRET).update(body).digest("hex");
  return {
    method: "POST",
    path: "/api/v2/listings/media/callback",
    headers: { "Content-Type": "application/json", "X-Toq-Signature": signature },
    body,
  };
}
