import { expect, test } from "vitest";
import { requireDevice } from "./client.ts";

function check(deviceId?: string): void {
  requireDevice({ method: "POST", path: "/", headers: { "x-device-id": deviceId }, body: Buffer.alloc(0) });
}

test.each([
  "31e9637f-1d38-5a31-802e-5036a18ebdf2",
  " 31E9637F-1D38-5A31-802E-5036A18EBDF2 ",
  "31e9637f1d385a31802e5036a18ebdf2",
  "{31e9637f-1d38-5a31-802e-5036a18ebdf2}",
  "urn:uuid:31e9637f-1d38-5a31-802e-5036a18ebdf2",
])("%s is a device, as google/uuid reads it", (deviceId) => {
  expect(() => check(deviceId)).not.toThrow();
});

test.each(["abc", "31e9637f-1d38-5a31-802e-5036a18ebdf", "31e9637f+1d38-5a31-802e-5036a18ebdf2"])(
  "%s is none",
  (deviceId) => {
    expect(() => check(deviceId)).toThrow("X-Device-Id must be a valid UUID");
  },
);

test("a device is asked for", () => {
  expect(() => check()).toThrow("X-Device-Id header is required");
  expect(() => check("  ")).toThrow("X-Device-Id header is required");
});
