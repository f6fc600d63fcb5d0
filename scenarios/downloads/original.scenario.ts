import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "the original of a processed photo is the file that the photographer handed in",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    const answer = await owner.downloadUrls(28, [
      { assetType: "PHOTO_HORIZONTAL", sequence: 1, resolution: "original" },
    ]);
    const [{ url } = { url: "" }] = (answer.json as { urls: { url: string }[] }).urls;
    const { status, body } = await owner.fetch(url);
    expect(status).toBe(200);
    expect(body.equals(uploads[0]?.photo.bytes ?? Buffer.alloc(0))).toBe(true);
  },
);
