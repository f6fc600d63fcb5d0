import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads";
const fileOf = (sequence: number, bytes: number, contentType = "image/png") => ({
  assetType: "PHOTO_VERTICAL",
  orientation: "PORTRAIT",
  filename: "a.png",
  checksum: "ab".repeat(32),
  contentType,
  bytes,
  sequence,
});

// docs/contract/config.md 1, `media_processing.limits.*` and `.storage.*`.
scenario(
  "limits, content types and lifetimes of URLs are as the configuration says",
  {
    world: {
      settings: {
        limits: { maxFilesPerBatch: 2, maxFileBytes: 10, maxTotalBytes: 15, allowedContentTypes: [" Image/PNG "] },
        storage: { uploadUrlTtlSeconds: 60, downloadUrlTtlSeconds: 120 },
      },
    },
  },
  async ({ photographer, owner }) => {
    const ask = async (...files: unknown[]) => {
      const { status, json } = await photographer.request("POST", PATH, { listingIdentityId: 28, files });
      return status === 201 ? json : (json as { message: string }).message;
    };
    const accepted = await ask(fileOf(1, 10), fileOf(2, 5));
    expect(accepted).toMatchObject({ uploadUrlTtlSeconds: 60 });
    expect(JSON.stringify(accepted)).toContain("X-Amz-Expires=60\\u0026".replace("\\u0026", "&"));
    expect(await ask(fileOf(1, 11))).toBe("file exceeds allowed size");
    expect(await ask(fileOf(1, 10), fileOf(2, 6))).toBe("batch exceeds maximum allowed payload");
    expect(await ask(fileOf(1, 1), fileOf(2, 1), fileOf(3, 1))).toBe("too many files in batch");
    expect(await ask(fileOf(1, 1, "image/jpeg"))).toBe("unsupported content type");

    const wanted = [{ assetType: "PHOTO_VERTICAL", sequence: 1, resolution: "original" }];
    const { urls } = (await owner.downloadUrls(28, wanted)).json as { urls: { url: string; expiresIn: number }[] };
    expect(urls).toMatchObject([{ expiresIn: 120, url: expect.stringContaining("X-Amz-Expires=120&") }]);
  },
);
