import { expect, scenario } from "#scenario";

const LIST = "/api/v2/listings/media";
const INVALID: readonly (readonly [string, string, string])[] = [
  ["", "listingIdentityID", "is required"],
  ["listingIdentityId=0", "listingIdentityID", "is required"],
  ["listingIdentityId=28&assetType=PHOTO", "assetType", "invalid value"],
  ["listingIdentityId=28&page=0", "page", "must be at least 1 characters"],
  ["listingIdentityId=28&page=-1", "page", "must be at least 1 characters"],
  ["listingIdentityId=28&limit=0", "limit", "must be at least 1 characters"],
  ["listingIdentityId=28&limit=101", "limit", "must be at most 100 characters"],
  ["listingIdentityId=28&sort=status", "sort", "invalid value"],
  ["listingIdentityId=28&sort=Sequence", "sort", "invalid value"],
  ["listingIdentityId=28&order=ASC", "order", "invalid value"],
];
const UNREADABLE = [
  "listingIdentityId=x",
  "listingIdentityId=-1",
  "listingIdentityId=28&sequence=256",
  "listingIdentityId=28&page=1.0",
];

interface List {
  readonly data: readonly { readonly assetType: string; readonly sequence: number; readonly id: number }[];
  readonly pagination: Readonly<Record<string, number>>;
}

// docs/contract/http-api.md 5.4.
scenario(
  "the list keeps to its parameters: defaults, limits, filters and orders",
  {
    world: {
      listings: [
        { id: 28, status: 6 },
        { id: 29, status: 6 },
      ],
    },
  },
  async ({ photographer, uploads }) => {
    const get = (query: string) => photographer.request("GET", `${LIST}?${query}`);
    for (const [query, field, message] of INVALID) {
      const { json } = await get(query);
      const details = { errors: [{ field, message }] };
      expect([query, json]).toEqual([query, { code: 422, details, message: "Validation failed" }]);
    }
    for (const query of UNREADABLE) {
      const { json } = await get(query);
      expect([query, json]).toEqual([query, { code: 400, details: null, message: "Invalid request format" }]);
    }
    expect((await get("listingIdentityId=28")).json).toEqual({
      data: [],
      pagination: { page: 1, limit: 20, total: 0, totalPages: 0 },
    });

    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    const photos = (assetType: string, sequences: readonly number[]) =>
      sequences.map((sequence) => ({ ...first, assetType, sequence }));
    const vertical = photos("PHOTO_VERTICAL", [9, 3, 1]);
    const horizontal = photos(
      "PHOTO_HORIZONTAL",
      Array.from({ length: 21 }, (_, index) => 30 - index),
    );
    await photographer.requestUploads(28, [...vertical, ...horizontal]);
    await photographer.requestUploads(29, uploads);
    const list = async (query = "") => (await get(`listingIdentityId=28${query}`)).json as List;
    const sequences = async (query: string) => (await list(query)).data.map(({ sequence }) => sequence);

    const all = await list();
    expect(all.pagination).toEqual({ page: 1, limit: 20, total: 24, totalPages: 2 });
    expect(all.data).toHaveLength(20);
    expect(await sequences("&limit=100")).toEqual([1, 3, 9, ...Array.from({ length: 21 }, (_, index) => 10 + index)]);
    expect(await sequences("&page=2")).toEqual([27, 28, 29, 30]);
    expect(await sequences("&page=3&limit=10")).toEqual([27, 28, 29, 30]);
    expect(await sequences("&page=4&limit=10")).toEqual([]);
    expect(await sequences("&limit=2&order=desc")).toEqual([30, 29]);
    expect(await sequences("&limit=3&sort=id")).toEqual([9, 3, 1]);
    expect(await sequences("&limit=1&sort=id&order=desc")).toEqual([10]);
    expect(await sequences("&assetType=PHOTO_VERTICAL")).toEqual([1, 3, 9]);
    expect((await list("&assetType=photo_vertical&sequence=3")).pagination).toMatchObject({ total: 1, totalPages: 1 });
    expect((await list("&sequence=3")).data).toMatchObject([{ assetType: "PHOTO_VERTICAL", sequence: 3 }]);
    expect((await list("&assetType=PHOTO_HORIZONTAL&limit=7")).pagination).toMatchObject({ total: 21, totalPages: 3 });
  },
);
