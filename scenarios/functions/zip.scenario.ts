import { PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, FUNCTIONS, invokeFunction, scenario } from "#scenario";

const BUNDLE = "28/processed/zip/listing-media.zip";
const OBJECTS: Readonly<Record<string, string>> = {
  "28/raw/photo/vertical/b.jpg": "b".repeat(1000),
  "28/raw/photo/2025-12-03/vertical/a.jpg": "aa",
  "28/processed/photo/vertical/large/c.jpg": "ccc",
  "28/raw/é.txt": "",
};

// docs/contract/pipeline.md 4.5 and 1.4.
scenario(
  "the zip Lambda packs what it is given, in that order and deflated, or nothing at all",
  {},
  async ({ world }) => {
    const { s3 } = await world.clients();
    for (const [Key, Body] of Object.entries(OBJECTS)) {
      await s3.send(new PutObjectCommand({ Bucket: world.place.bucketName, Key, Body: Buffer.from(Body) }));
    }
    const call = (event: Readonly<Record<string, unknown>>) =>
      invokeFunction(world, FUNCTIONS.zip, { jobId: 20, listingIdentityId: 28, ...event });
    const keys = Object.keys(OBJECTS);
    const answer = await call({ assets: ["", ...keys, ""].map((key) => ({ key })) });
    const archive = (await world.object(BUNDLE)) ?? Buffer.alloc(0);
    expect(answer).toEqual({
      body: {
        zipKey: BUNDLE,
        assetsZipped: 4,
        zipBundles: [BUNDLE],
        zipSizeBytes: archive.length,
        unzippedSizeBytes: 1005,
      },
    });
    const names = ["photo/vertical/b.jpg", "photo/vertical/a.jpg", "photo/vertical/large/c.jpg", "é.txt"];
    await expect(world).toHaveZip(
      BUNDLE,
      names.map((name) => ({ name })),
    );
    expect((await world.objects()).find(({ key }) => key === BUNDLE)?.contentType).toBe("application/zip");
    expect(archive.length).toBeLessThan(900);
    // The first local header: version 2.0, sizes behind the data, deflate, no date and time.
    expect(archive.subarray(0, 14).toString("hex")).toBe("504b0304140008000800" + "00000000");

    const empty = { zipKey: "", assetsZipped: 0, zipBundles: [], zipSizeBytes: 0, unzippedSizeBytes: 0 };
    expect(await call({ assets: [{ key: "" }] })).toEqual({ body: empty });
    expect(await call({ assets: null })).toEqual({ body: empty });
    expect(await call({ jobId: 0 })).toMatchObject({ errorMessage: "jobId is required" });
    expect(await call({ listingIdentityId: 0 })).toMatchObject({ errorMessage: "listingIdentityId is required" });
    const gone = await call({ assets: [{ key: keys[0] }, { key: "28/raw/gone.jpg" }] });
    expect((gone as { errorMessage: string }).errorMessage).toMatch(
      /^failed to download 28\/raw\/gone\.jpg: failed to download from s3: .*NoSuchKey/,
    );
    expect((await world.object(BUNDLE))?.equals(archive)).toBe(true);
  },
);
