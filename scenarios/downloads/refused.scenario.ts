import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/download";
const ITEM = { assetType: "PHOTO_VERTICAL", sequence: 1, resolution: "large" };

// docs/contract/http-api.md 5.5.
scenario("a download is refused for every field that is wrong, and all are told at once", {}, async ({ owner }) => {
  const ask = (body: unknown) => owner.request("POST", PATH, body);
  const errorsOf = async (requests: unknown) => {
    const { status, json } = await ask({ listingIdentityId: 28, requests });
    const { details } = json as { details: { errors: readonly { field: string; message: string }[] } };
    return [status, ...details.errors.map(({ field, message }) => `${field} ${message}`)];
  };
  expect(await errorsOf(undefined)).toEqual([422, "requests is required"]);
  expect(await errorsOf([])).toEqual([422, "requests must be at least 1 characters"]);
  const bad = [
    ITEM,
    { ...ITEM, assetType: "", sequence: 0, resolution: "" },
    { ...ITEM, assetType: "PHOTO", resolution: "huge" },
    { ...ITEM, assetType: "ZIP", sequence: 0, resolution: "zip" },
  ];
  expect(await errorsOf(bad)).toEqual([
    422,
    "requests[1].assetType is required",
    "requests[1].sequence is required",
    "requests[1].resolution is required",
    "requests[2].assetType invalid value",
    "requests[2].resolution invalid value",
  ]);
  expect((await ask({ requests: [ITEM] })).json).toMatchObject({
    details: { errors: [{ field: "listingIdentityID", message: "is required" }] },
  });
  for (const body of ["", "[]", '{"listingIdentityId":28,"requests":[{"sequence":300}]}']) {
    expect([body, (await ask(Buffer.from(body))).json]).toEqual([
      body,
      { code: 400, details: null, message: "Invalid request format" },
    ]);
  }
});
