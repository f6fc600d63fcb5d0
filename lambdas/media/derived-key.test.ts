import { expect, test } from "vitest";
import { convertedKey, derivedKey, originalFolder } from "./derived-key.ts";

/** Recordings thumb-key-*. */
test.each([
  [
    "28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg",
    "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg",
  ],
  ["28/raw/2025-01-02/photo/2025-12-03/vertical/a.jpg", "28/processed/photo/vertical/large/a.jpg"],
  ["raw/photo/vertical/a.jpg", "processed/photo/vertical/large/a.jpg"],
  ["28/raw/photo/raw/vertical/a.jpg", "28/processed/photo/raw/vertical/large/a.jpg"],
  ["28/draw/photo/vertical/a.jpg", "28/dprocessed/photo/vertical/large/a.jpg"],
  ["28/raw/a.jpg", "28/processed/./large/a.jpg"],
  ["28//raw//photo/vertical//a.jpg", "28/processed/photo/vertical/large/a.jpg"],
  ["28/raw/photo/vertical/2025-12-03", "28/processed/photo/vertical/large/2025-12-03"],
  // As Go's path.Dir and path.Base have it.
  ["28/raw//a.jpg", "28/processed//large/a.jpg"],
  ["28/raw/", "28/processed/./large/."],
  ["28/raw/a/../b.jpg", "28/processed/./large/b.jpg"],
  ["28/processed/photo/horizontal/large/a.jpg", undefined],
])("the derivative of %s is %s", (rawKey, expected) => {
  expect(derivedKey(rawKey, "large")).toBe(expected);
});

test("a converted video goes to a folder of originals", () => {
  expect(originalFolder("28/raw/video/2025-12-03/horizontal/v.mp4")).toBe("28/processed/video/horizontal/original/");
  expect(originalFolder("28/video/x.mp4")).toBeUndefined();
});

test.each([
  ["28/raw/video/horizontal/horizontal-01-tour.mp4", "28/processed/video/horizontal/original/horizontal-01-tour.mp4"],
  ["28/raw/video/vertical/vertical-01-IMG_0007.MOV", "28/processed/video/vertical/original/vertical-01-IMG_0007.mp4"],
  ["28/raw/video/horizontal/tour.v2.avi", "28/processed/video/horizontal/original/tour.v2.mp4"],
  ["28/raw/video/horizontal/tour", "28/processed/video/horizontal/original/tour.mp4"],
  ["28/video/x.mov", undefined],
])("%s is converted to %s", (rawKey, expected) => {
  expect(convertedKey(rawKey)).toBe(expected);
});
