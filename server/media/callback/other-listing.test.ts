import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { Logger } from "../../logging/logger.ts";
import { refuseOtherListing, searchedListing } from "./other-listing.ts";
import { jobWith } from "./test/examples.ts";

const current = new System("current");
const fixed = new System("fixed");
const job = jobWith();

function refuse(system: System, listingIdentityId: number): readonly string[] {
  const lines: string[] = [];
  refuseOtherListing(system, new Logger(({ message }) => lines.push(message)), job, { listingIdentityId });
  return lines;
}

test("D19: a callback for another listing is refused, or with the defect only warned about", () => {
  expect(() => refuse(fixed, 29)).toThrow("callback listing does not match the job");
  expect(refuse(current, 29)).toEqual(["service.media.callback.listing_mismatch"]);
});

test("the job's own listing is let through in silence, and so is a callback without a listing", () => {
  expect(refuse(fixed, 28)).toEqual([]);
  expect(refuse(fixed, 0)).toEqual([]);
});

test("D19: assets are looked up in the job's listing, or with the defect in the whole table", () => {
  expect(searchedListing(fixed, job)?.listingIdentityId).toBe(28);
  expect(searchedListing(current, job)).toBeUndefined();
});
