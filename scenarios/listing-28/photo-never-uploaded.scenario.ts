import { expect, scenario } from "#scenario";

scenario(
  "one photo was never uploaded: processing is refused and names the key; nothing is queued",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads, { except: ["IMG_2705.jpg"] });
    const answer = await photographer.process(28);
    expect(answer.json).toEqual({
      code: 400,
      details: { key: "28/raw/photo/horizontal/horizontal-02-IMG_2705.jpg" },
      message: "raw media file not found or inaccessible",
    });
    await world.settle();
    await expect(world).toHaveJobRows([]);
    expect(await world.executions()).toEqual([]);
  },
);
