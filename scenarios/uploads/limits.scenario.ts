import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads";
const MIB = 1024 * 1024;
const fileOf = (sequence: number, bytes: number) => ({
  assetType: "PHOTO_HORIZONTAL",
  orientation: "LANDSCAPE",
  filename: "a.jpg",
  contentType: "image/jpeg",
  checksum: "ab".repeat(32),
  bytes,
  sequence,
});
const files = (count: number, bytes: number) => Array.from({ length: count }, (_, index) => fileOf(index + 1, bytes));

// docs/contract/http-api.md 5.1: 256 MiB a file, 60 files, 1 GiB a batch.
scenario(
  "a file, a batch and a sum of exactly the limit are accepted; one more is refused",
  {},
  async ({ photographer, world }) => {
    const ask = async (batch: readonly unknown[]) => {
      const { status, json } = await photographer.request("POST", PATH, { listingIdentityId: 28, files: batch });
      return status === 201 ? "accepted" : json;
    };
    const refused = (message: string, details: unknown) => ({ code: 400, details, message });
    expect(await ask([fileOf(1, 256 * MIB)])).toBe("accepted");
    const key = "PHOTO_HORIZONTAL-1";
    expect(await ask([fileOf(1, 256 * MIB + 1)])).toEqual(
      refused("file exceeds allowed size", { key, maxBytes: 256 * MIB }),
    );
    expect(await ask(files(60, 1))).toBe("accepted");
    expect(await ask(files(61, 1))).toEqual(refused("too many files in batch", { maxFiles: 60 }));
    expect(await ask(files(4, 256 * MIB))).toBe("accepted");
    expect(await ask([...files(4, 256 * MIB), fileOf(5, 1)])).toEqual(
      refused("batch exceeds maximum allowed payload", { maxBytes: 1024 * MIB }),
    );
    expect(await ask([fileOf(255, 1)])).toBe("accepted");
    expect(await world.database.rows("media_assets")).toHaveLength(61);
  },
);
