import { expect, scenario, sentRequests } from "#scenario";

interface SendMessage {
  readonly MessageBody: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
}

// docs/contract/pipeline.md 3 and http-api.md 5.2.
scenario(
  "the message names job, listing and every photo that waits or has failed, by type and number, and no other",
  {},
  async ({ world, photographer, uploads }) => {
    const [horizontal1, horizontal2, vertical1, vertical2] = uploads;
    if (!(horizontal1 && horizontal2 && vertical1 && vertical2)) throw new Error("listing 28 has four photos");
    const later = { ...horizontal1, sequence: 10 };
    await photographer.upload(28, [vertical2, later, vertical1, horizontal2, horizontal1]);
    await world.database.execute(
      `UPDATE media_assets SET status = 'FAILED' WHERE sequence = 10;
       UPDATE media_assets SET status = 'PROCESSED' WHERE asset_type = 'PHOTO_VERTICAL' AND sequence = 2`,
    );
    const answer = await photographer.process(28);
    expect([answer.status, answer.json]).toEqual([202, { status: "processing_started" }]);
    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSING", processing_job_id: 20 },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 2, status: "PROCESSING" },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 10, status: "PROCESSING" },
      { asset_type: "PHOTO_VERTICAL", sequence: 1, status: "PROCESSING" },
      { asset_type: "PHOTO_VERTICAL", sequence: 2, status: "PROCESSED", processing_job_id: null },
    ]);
    await expect(world).toHaveJobRows([
      { id: 20, listing_identity_id: 28, status: "PENDING", provider: "STEP_FUNCTIONS", retry_count: 0 },
    ]);
    expect(await world.database.rows("media_outbox")).toEqual([]);

    const [message, ...more] = sentRequests(world, "SendMessage") as SendMessage[];
    expect(more).toEqual([]);
    const key = (direction: string, sequence: string, name: string) => ({
      key: `28/raw/photo/${direction}/${direction}-${sequence}-${name}`,
      type: `PHOTO_${direction.toUpperCase()}`,
    });
    expect(JSON.parse(message?.MessageBody ?? "{}")).toEqual({
      jobId: 20,
      listingIdentityId: 28,
      assets: [
        key("horizontal", "01", "IMG_2907.jpg"),
        key("horizontal", "02", "IMG_2705.jpg"),
        key("horizontal", "10", "IMG_2907.jpg"),
        key("vertical", "01", "20220907_121157.jpg"),
      ],
      retry: 0,
    });
    const text = (StringValue: unknown) => ({ DataType: "String", StringValue });
    expect(message?.MessageAttributes).toEqual({
      ListingIdentityId: text("28"),
      JobId: text("20"),
      RetryCount: text("0"),
      Traceparent: text(expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)),
    });
  },
);
