import { expect, photoOf, png, scenario } from "#scenario";

const UNEVEN = "failed to decode image: unsupported JPEG feature: luma/chroma subsampling ratio";
const CUT = "failed to decode image: unexpected EOF";

scenario(
  "photos that viewers show but Go's decoders refuse are failed, in their words",
  {},
  async ({ world, photographer, uploads }) => {
    const [first, second, third] = uploads;
    if (!first || !second || !third) throw new Error("there are four photos");
    const plan = await png("plan.png");
    await photographer.upload(28, [
      first,
      { ...second, photo: withUnevenChroma(second.photo) },
      // Without the twelve bytes of IEND all of its pixels are still there.
      { ...third, photo: photoOf({ ...plan, bytes: plan.bytes.subarray(0, -12) }) },
    ]);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveAssets([
      { asset_type: "PHOTO_HORIZONTAL", sequence: 1, status: "PROCESSED" },
      { asset_type: "PHOTO_HORIZONTAL", sequence: 2, status: "FAILED" },
      { asset_type: "PHOTO_VERTICAL", sequence: 1, status: "FAILED" },
    ]);
    const [job] = await world.database.rows("media_processing_jobs");
    expect(job).toMatchObject({ status: "PARTIAL_SUCCESS" });
    expect(String(job?.last_error)).toContain(UNEVEN);
    expect(String(job?.last_error)).toContain(CUT);
  },
);

/** The third component gets other sampling factors than the second. */
function withUnevenChroma(photo: Parameters<typeof photoOf>[0]): ReturnType<typeof photoOf> {
  const bytes = Buffer.from(photo.bytes);
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes[frame + 17] = 0x12;
  return photoOf({ ...photo, bytes });
}
