import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { expect, scenario } from "#scenario";

const Key = "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg";

scenario(
  "an original vanishes while its message waits in the queue: that photo fails with a reason, the others go on",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    await photographer.process(28);
    const { s3 } = await world.clients();
    await s3.send(new DeleteObjectCommand({ Bucket: world.place.bucketName, Key }));
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "PARTIAL_SUCCESS" }]);
    await expect(world).toHaveAssets([
      { sequence: 1, status: "PROCESSED" },
      { sequence: 2, status: "FAILED" },
    ]);
    const [, lost] = await world.database.rows("media_assets");
    expect(lost?.metadata).toMatch(/failed to head object/);
  },
);
