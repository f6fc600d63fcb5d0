import { expect, scenario } from "#scenario";

const PATH = "/api/v2/listings/media/uploads";

// docs/contract/http-api.md 5.1, steps 4 to 7 and the answer.
scenario(
  "an upload's row has what the client said and who it was; the answer has what it must send",
  {},
  async ({ world, photographer }) => {
    const file = {
      assetType: "PHOTO_VERTICAL",
      orientation: "PORTRAIT",
      filename: "Front.jpg",
      contentType: " image/JPEG ",
      bytes: 1234,
      checksum: `sha256:${"ab".repeat(32)}`,
      sequence: 4,
      metadata: { room: "kitchen", filename: "not this", requested_by: "somebody" },
    };
    const second = { ...file, sequence: 2, title: "The <door>", checksum: Buffer.alloc(32, 1).toString("base64") };
    const answer = await photographer.request("POST", PATH, { listingIdentityId: 28, files: [file, second] });
    const checksum = Buffer.from("ab".repeat(32), "hex").toString("base64");
    const key = (sequence: number) => `28/raw/photo/vertical/vertical-0${sequence}-Front.jpg`;
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      listingIdentityId: 28,
      uploadUrlTtlSeconds: 900,
      files: [
        {
          assetType: "PHOTO_VERTICAL",
          sequence: 4,
          uploadUrl: expect.any(String),
          method: "PUT",
          headers: { "Content-Type": " image/JPEG ", "x-amz-checksum-sha256": checksum },
          objectKey: key(4),
        },
        {
          assetType: "PHOTO_VERTICAL",
          sequence: 2,
          uploadUrl: expect.any(String),
          method: "PUT",
          headers: { "Content-Type": " image/JPEG ", "x-amz-checksum-sha256": second.checksum },
          objectKey: key(2),
          title: "The <door>",
        },
      ],
    });
    // Go escapes these in every JSON text (docs/contract/http-api.md 2).
    expect(answer.text).toContain('"title":"The \\u003cdoor\\u003e"');

    const { files } = answer.json as { files: { uploadUrl: string }[] };
    const query = new URL(files[0]?.uploadUrl ?? "").searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Expires": "900",
      "X-Amz-SignedHeaders": "host",
      "X-Amz-Checksum-Sha256": checksum,
      "x-id": "PutObject",
    });

    await expect(world).toHaveAssets([
      { sequence: 2, status: "PENDING_UPLOAD", s3_key_raw: key(2), s3_key_processed: null, title: "The <door>" },
      { sequence: 4, status: "PENDING_UPLOAD", s3_key_raw: key(4), s3_key_processed: null, title: null },
    ]);
    const [row] = await world.database.rows("media_assets", { sequence: 4 });
    expect(JSON.parse(String(row?.metadata))).toEqual({
      room: "kitchen",
      requested_by: "5",
      filename: "Front.jpg",
      content_type: " image/JPEG ",
      checksum: file.checksum,
      size_bytes: "1234",
    });
    expect(await world.objects()).toEqual([]);
  },
);
