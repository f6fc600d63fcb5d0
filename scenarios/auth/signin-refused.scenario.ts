import { expect, personOf, scenario } from "#scenario";

const PATH = "/api/v2/auth/signin";
const GOOD = { nationalID: "529.982.247-25", password: "Test-Passw0rd!", deviceToken: "a device" };
const INVALID = [401, "Invalid credentials"];
const FORMAT = [400, "Invalid request format"];

// docs/contract/http-api.md 4.1: the table of refusals, in its order.
scenario("a sign-in is refused for the first thing that is wrong with it", {}, async ({ world, photographer }) => {
  const answerTo = async (body: unknown, headers: Record<string, string | undefined> = {}) => {
    const { status, json } = await photographer.request("POST", PATH, body, headers);
    return [status, (json as { message?: string }).message];
  };
  const broken = Buffer.from('{"nationalID":');
  expect(await answerTo(broken, { "x-device-id": undefined })).toEqual([400, "X-Device-Id header is required"]);
  expect(await answerTo(broken, { "x-device-id": "no-uuid" })).toEqual([400, "X-Device-Id must be a valid UUID"]);
  expect(await answerTo(broken)).toEqual(FORMAT);
  expect(await answerTo(Buffer.alloc(0))).toEqual(FORMAT);
  for (const field of Object.keys(GOOD))
    expect([field, await answerTo({ ...GOOD, [field]: "" })]).toEqual([field, FORMAT]);
  expect(await answerTo({ ...GOOD, deviceToken: "  " })).toEqual([400, "deviceToken is required"]);
  expect(await answerTo({ ...GOOD, nationalID: "  " })).toEqual([401, "Authentication failed"]);
  expect(await answerTo({ ...GOOD, nationalID: "abc" })).toEqual([401, "Authentication failed"]);
  expect(await answerTo({ ...GOOD, password: "   " })).toEqual([401, "Authentication failed"]);
  expect(await answerTo({ ...GOOD, nationalID: "12345678909" })).toEqual(INVALID);
  expect(await answerTo({ ...GOOD, password: "test-passw0rd!" })).toEqual(INVALID);

  const nobody = await personOf(world, "nobody").signIn();
  expect(nobody.json).toEqual({ code: 403, details: null, message: "No active user roles" });
  await world.database.execute("UPDATE users SET deleted = 1 WHERE id = 7");
  expect(await answerTo({ ...GOOD, nationalID: "11144477735" })).toEqual(INVALID);
  await world.database.execute("UPDATE users SET permanently_blocked = 1 WHERE id = 9");
  expect(await answerTo({ ...GOOD, nationalID: "39053344705" })).toEqual(INVALID);
  // What is no digit is dropped from the national id.
  expect((await answerTo(GOOD))[0]).toBe(200);
});
