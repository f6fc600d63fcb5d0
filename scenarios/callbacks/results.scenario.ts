import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

const key = (index: number) => `28/raw/photo/horizontal/horizontal-0${index}-IMG_2907.jpg`;

// docs/contract/http-api.md 6, step 7.
scenario(
  "each result of a callback becomes its asset's status, key and metadata",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    await registerProcessingJob(
      world,
      photographer,
      [1, 2, 3, 4].map((sequence) => ({ ...first, sequence })),
    );
    await world.database.execute(
      `UPDATE media_assets SET metadata = JSON_SET(metadata, '$.error', 'an old one', '$.mine', 'kept') WHERE sequence = 1`,
    );
    const outputs = [
      {
        rawKey: key(1),
        processedKey: "28/processed/l.jpg",
        thumbnailKey: "28/processed/t.jpg",
        outputs: { " large_photo_horizontal ": " 28/processed/l.jpg ", empty: "", "": "x" },
      },
      { rawKey: key(2) },
      { rawKey: key(3), processedKey: "28/processed/3.jpg", errorMessage: "half", thumbnailKey: "28/processed/t3.jpg" },
      { rawKey: key(4), errorCode: "BROKEN" },
    ];
    const callback = { jobId: 20, listingIdentityId: 28, status: "PARTIAL_SUCCESS", outputs };
    expect((await sendCallback(world, callback)).status).toBe(200);
    await expect(world).toHaveAssets([
      { sequence: 1, status: "PROCESSED", s3_key_processed: "28/processed/l.jpg" },
      { sequence: 2, status: "FAILED", s3_key_processed: null },
      { sequence: 3, status: "FAILED", s3_key_processed: null },
      { sequence: 4, status: "FAILED", s3_key_processed: null },
    ]);
    const own = ["checksum", "content_type", "filename", "requested_by", "size_bytes"];
    for (const { metadata } of await world.database.rows("media_assets")) {
      expect(Object.keys(JSON.parse(String(metadata)) as object)).toEqual(expect.arrayContaining(own));
    }
    const added = (await world.database.rows("media_assets")).map((row) =>
      Object.fromEntries(
        Object.entries(JSON.parse(String(row.metadata)) as object).filter(([name]) => !own.includes(name)),
      ),
    );
    expect(added).toEqual([
      { large_photo_horizontal: "28/processed/l.jpg", mine: "kept", thumbnailKey: "28/processed/t.jpg" },
      { error: "processed asset returned without processedKey", errorCode: "MISSING_PROCESSED_KEY" },
      { error: "half", thumbnailKey: "28/processed/t3.jpg" },
      { errorCode: "BROKEN" },
    ]);
    await expect(world).toHaveLogged("WARN", "service.media.callback.processed_missing_key", { raw_key: key(2) });
  },
);
