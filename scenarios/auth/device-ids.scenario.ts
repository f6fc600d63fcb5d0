import { expect, scenario } from "#scenario";

const ID = "31e9637f-1d38-5a31-802e-5036a18ebdf2";
const BODY = { nationalID: "52998224725", password: "Test-Passw0rd!", deviceToken: "d" };
const BARE = ID.replaceAll("-", "");

// docs/contract/http-api.md 1: a UUID in any of the forms that Go's library reads.
scenario(
  "a device id is a UUID in one of its forms, and is kept as it was sent",
  {},
  async ({ world, photographer }) => {
    const signIn = (deviceId: string) =>
      photographer.request("POST", "/api/v2/auth/signin", BODY, { "x-device-id": deviceId });
    for (const id of [ID, ID.toUpperCase(), BARE, `{${ID}}`, `urn:uuid:${ID}`, ` ${ID} `]) {
      expect([id, (await signIn(id)).status]).toEqual([id, 200]);
      const sessions = await world.database.rows("sessions");
      expect(sessions.at(-1)?.device_id).toBe(id.trim());
    }
    const wrong = [
      ID.slice(1),
      `${ID}0`,
      ID.replace("3", "g"),
      ID.replace("-", "+"),
      `urn:uuid:${BARE}`,
      `urn:uuid:`,
      `{${BARE}}`,
    ];
    for (const id of wrong) {
      expect([id, (await signIn(id)).json]).toEqual([
        id,
        { code: 400, details: null, message: "X-Device-Id must be a valid UUID" },
      ]);
    }
    expect((await signIn("  ")).json).toMatchObject({ message: "X-Device-Id header is required" });
  },
);
