import { expect, scenario } from "#scenario";

// docs/contract/database.md 5, asset transitions; keys as in the fixed system (D32).
scenario(
  "asking for an upload again puts the asset back to the beginning, whatever became of it",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.requestUploads(28, uploads);
    const statuses = ["FAILED", "PROCESSED", "PROCESSING", "PENDING_UPLOAD"];
    for (const [index, status] of statuses.entries()) {
      await world.database.execute(
        `UPDATE media_assets SET status = ?, s3_key_processed = 'x',
           metadata = JSON_SET(metadata, '$.error', 'e', '$.errorCode', 'E', '$.thumbnailKey', 't', '$.large_x', 'l', '$.mine', 'm')
         WHERE id = ?`,
        [status, index + 1],
      );
    }
    const renamed = uploads.map((upload) => ({ ...upload, photo: { ...upload.photo, name: "new.jpg" } }));
    expect((await photographer.requestUploads(28, renamed)).status).toBe(201);
    const rows = await world.database.rows("media_assets");
    expect(rows.map(({ id, status, s3_key_processed }) => [id, status, s3_key_processed])).toEqual(
      [1, 2, 3, 4].map((id) => [id, "PENDING_UPLOAD", null]),
    );
    for (const row of rows) {
      expect(row.s3_key_raw).toMatch(/-new\.jpg$/);
      const metadata = Object.keys(JSON.parse(String(row.metadata)) as object);
      expect(metadata.toSorted()).toEqual([
        "checksum",
        "content_type",
        "filename",
        "mine",
        "requested_by",
        "size_bytes",
      ]);
    }
  },
);
