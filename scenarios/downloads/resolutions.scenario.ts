import { expect, scenario, uploadProcessed } from "#scenario";

interface Urls {
  readonly urls: readonly {
    readonly assetType: string;
    readonly sequence: number;
    readonly resolution: string;
    readonly url: string;
    readonly expiresIn: number;
  }[];
}

const FOLDER = "28/processed/photo/horizontal";
const NAME = "horizontal-01-IMG_2907.jpg";
const RAW = `28/raw/photo/horizontal/${NAME}`;

// docs/contract/http-api.md 5.5 and pipeline.md 1.3; `original` as in the fixed system (D25).
scenario(
  "each resolution has its URL; what cannot be served is left out without a word",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    const keysOf = async (items: readonly (readonly [string, number, string])[]) => {
      const requests = items.map(([assetType, sequence, resolution]) => ({ assetType, sequence, resolution }));
      const answer = await owner.downloadUrls(28, requests);
      expect(answer.status).toBe(200);
      return (answer.json as Urls).urls.map(({ url, ...rest }) => {
        const { pathname, searchParams } = new URL(url);
        expect(Object.fromEntries(searchParams)).toMatchObject({
          "X-Amz-Expires": "3600",
          "X-Amz-Checksum-Mode": "ENABLED",
          "x-id": "GetObject",
        });
        expect(rest.expiresIn).toBe(3600);
        return [rest.resolution, decodeURIComponent(pathname).replace("/toq-listing-medias/", "")];
      });
    };
    const P = "PHOTO_HORIZONTAL";
    const all = ["thumbnail", "small", "medium", "large", "original"];
    const everything = all.map((resolution) => [P, 1, resolution] as const);
    const sized = all.slice(0, 4).map((size) => [size, `${FOLDER}/${size}/${NAME}`]);
    expect(await keysOf(everything)).toEqual([...sized, ["original", RAW]]);
    expect(
      await keysOf([
        [P, 2, "large"],
        ["VIDEO_VERTICAL", 1, "large"],
        ["ZIP", 1, "zip"],
      ]),
    ).toEqual([]);
    await expect(world).toHaveLogged("WARN", "service.media.generate_urls.asset_not_found", { sequence: 2 });
    await expect(world).toHaveLogged("WARN", "service.media.generate_urls.zip_missing", { listing_id: 28 });

    for (const [status, expected] of [
      ["PROCESSING", [...sized, ["original", RAW]]],
      ["FAILED", [["original", RAW]]],
      ["PENDING_UPLOAD", [["original", RAW]]],
    ] as const) {
      await world.database.execute("UPDATE media_assets SET status = ?", [status]);
      expect([status, await keysOf(everything)]).toEqual([status, expected]);
    }
    await expect(world).toHaveLogged("WARN", "service.media.generate_urls.asset_status_invalid", {
      current_status: "FAILED",
      expected_status: "PROCESSED or PROCESSING",
    });
    await world.database.execute("UPDATE media_assets SET s3_key_raw = NULL");
    expect(await keysOf([[P, 1, "original"]])).toEqual([]);

    await world.database.execute(
      `UPDATE media_assets SET status = 'PROCESSED', s3_key_raw = 'a/b/x.mov', s3_key_processed = 'c/y.mp4', asset_type = 'VIDEO_VERTICAL';
       INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, s3_key_raw)
       VALUES (28, 'THUMBNAIL', 3, 'PROCESSED', 'z/t.jpg'), (28, 'PROJECT_DOC', 4, 'PROCESSED', NULL)`,
    );
    expect(
      await keysOf([
        ["VIDEO_VERTICAL", 1, "original"],
        ["THUMBNAIL", 3, "small"],
        ["PROJECT_DOC", 4, "large"],
      ]),
    ).toEqual([
      ["original", "28/processed/video/vertical/original/y.mp4"],
      ["small", "28/thumb/thumb/small/t.jpg"],
      ["large", "28/processed/project/doc/large/asset-28-4.bin"],
    ]);
  },
);
