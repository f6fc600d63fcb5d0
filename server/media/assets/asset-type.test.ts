import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { assetTypeOf, keySegment } from "./asset-type.ts";

test("D30: a type in lower case is the type; with the defect it stays as sent and lies in misc", () => {
  expect(keySegment(assetTypeOf(new System("fixed"), "photo_Vertical"))).toBe("photo/vertical");
  expect(keySegment(assetTypeOf(new System("current"), "photo_Vertical"))).toBe("misc");
});
