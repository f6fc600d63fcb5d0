import { expect, scenario } from "#scenario";

const MEDIA = "/api/v2/listings/media";
const FILE = {
  AssetType: "PHOTO_VERTICAL",
  ORIENTATION: "PORTRAIT",
  fileName: "a.jpg",
  contenttype: "image/jpeg",
  Bytes: 1,
  CheckSum: "ab",
  sequence: 1,
  nobodyKnows: { this: ["at", "all"] },
};

// docs/contract/http-api.md, head: what Go's decoder makes of a body, and gin of a query.
scenario("bodies and queries are read as the real server's library reads them", {}, async ({ photographer }) => {
  const post = async (path: string, body: string) => {
    const { status, json } = await photographer.request("POST", `${MEDIA}${path}`, Buffer.from(body));
    return [status, (json as { message?: string }).message];
  };
  const upload = JSON.stringify({ LISTINGIDENTITYID: 28, Files: [FILE] });
  expect(await post("/uploads", upload)).toEqual([201, undefined]);
  expect(await post("/uploads", `${upload} and something behind`)).toEqual([201, undefined]);
  expect(await post("/uploads", "null")).toEqual([422, "Validation failed"]);
  expect(await post("/uploads", upload.replace("28", "18446744073709551615"))).toEqual([404, "listing not found"]);
  const unreadable = ["18446744073709551616", "28.0", "2.8e1", "-28", '"28"', "true", "[28]"];
  for (const id of unreadable) {
    expect([id, ...(await post("/uploads", upload.replace("28", id)))]).toEqual([id, 400, "Invalid request format"]);
  }
  const invalid = Buffer.concat([
    Buffer.from(upload.replace('"a.jpg"}', "").slice(0, upload.indexOf("a.jpg"))),
    Buffer.from([0xff]),
    Buffer.from(upload.slice(upload.indexOf("a.jpg"))),
  ]);
  const replaced = await photographer.request("POST", `${MEDIA}/uploads`, invalid);
  expect([replaced.status, JSON.stringify(replaced.json)]).toEqual([201, expect.stringContaining("vertical-01-a.jpg")]);
  expect(await post("/uploads/process", '{"listingIdentityId":28.0}')).toEqual([
    400,
    "json: cannot unmarshal number 28.0 into Go struct field ProcessMediaInput.listingIdentityId of type int64",
  ]);

  const list = async (query: string) => {
    const { status, json } = await photographer.request("GET", `${MEDIA}?listingIdentityId=28&${query}`);
    const { pagination } = json as { pagination?: { page: number; limit: number } };
    return [status, pagination?.page, pagination?.limit];
  };
  // The first value counts; an empty one is 0, not the default; a pair with a semicolon or a broken escape is dropped.
  expect(await list("page=2&page=3&limit=%2B7")).toEqual([200, 2, 7]);
  expect(await list("limit=5;&page=%zz")).toEqual([200, 1, 20]);
  expect((await list("limit="))[0]).toBe(422);
  expect((await list("page=x"))[0]).toBe(400);
  expect((await list("page=9223372036854775808"))[0]).toBe(400);
});
