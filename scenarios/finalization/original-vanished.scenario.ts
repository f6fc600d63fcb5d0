import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "an original is gone when the ZIP is made: no half ZIP is passed off as the whole",
  {},
  async ({ world, photographer, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 2));
    const { s3 } = await world.clients();
    const Key = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";
    await s3.send(new DeleteObjectCommand({ Bucket: world.place.bucketName, Key }));
    await photographer.complete(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job?.last_error).toContain(Key);
    await expect(world).toHaveListingStatus(28, 6);
  },
);
